// Answers Flet's rive plug-in, which otherwise loads a script from a CDN at every start; Rond shows no rive animation.
window.RiveNative = () => new Promise(() => {});
