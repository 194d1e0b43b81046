// Photos are made smaller on the device, before a slow line has to carry them: longest side 1600 px, JPEG, upright as the
// camera meant it, and without the place it was taken at.
const LONGEST = 1600;
const QUALITY = 0.82;
const PAPER = /\.(pdf|docx|xlsx|pptx)$/i;
const PAPER_TYPE = /pdf|officedocument/; // phones give some files no ending
const PICTURE = /\.(jpe?g|png|webp|heic|heif)$/i;
const APPLE = /\.(heic|heif)$/i;

// Returns {file}, or {refusal}: the name of the sentence that says why this file is of no use.
export async function readied(file) {
  const apple = APPLE.test(file.name) || /^image\/hei[cf]/.test(file.type);
  if (!PICTURE.test(file.name) && !file.type.startsWith("image/")) {
    const paper = PAPER.test(file.name) || PAPER_TYPE.test(file.type);
    return paper ? { file } : { refusal: "unwanted" };
  }
  const smaller = await drawn(file).catch(() => null);
  if (!smaller) return apple ? { refusal: "heic" } : { file }; // the server says what is wrong with it
  const grows = smaller.size >= file.size;
  return { file: grows && !apple && !(await tellsMore(file)) ? file : smaller };
}

async function drawn(file) {
  const picture = new Image();
  const url = URL.createObjectURL(file);
  try {
    picture.src = url;
    await picture.decode();
    const scale = Math.min(1, LONGEST / Math.max(picture.naturalWidth, picture.naturalHeight));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(picture.naturalWidth * scale));
    canvas.height = Math.max(1, Math.round(picture.naturalHeight * scale));
    const brush = canvas.getContext("2d");
    brush.fillStyle = "white"; // what is transparent would turn black
    brush.fillRect(0, 0, canvas.width, canvas.height);
    brush.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
    canvas.width = 0; // phones give the memory back only so
    const name = `${file.name.replace(/\.[^.]*$/, "")}.jpg`;
    return blob && new File([blob], name, { type: blob.type, lastModified: file.lastModified });
  } finally {
    URL.revokeObjectURL(url);
  }
}

// Whether the file carries what a camera adds, such as the place.
async function tellsMore(file) {
  const text = new TextDecoder("latin1").decode(await file.arrayBuffer());
  return /exif/i.test(text);
}
