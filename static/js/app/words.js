// What scripts say: the page hands them its words, so that they are translated with it.
export const words = JSON.parse(document.body.dataset.words);
