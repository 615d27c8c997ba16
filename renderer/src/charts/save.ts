/** Twice the size on screen, so that a printed picture stays sharp. */
const SCALE = 2;

/** Hands a file to the desktop's save dialog. */
export function saveBlob(blob: Blob, fileName: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The dialog has taken the file over by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

const TITLE_HEIGHT = 32;

/** The drawing as it stands on screen: an SVG, its size in CSS pixels, and the question it answers. */
export interface Picture {
  readonly svgUrl: string;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly ground: string;
  readonly ink: string;
}

/** Draws the title and the SVG on a ground and makes a PNG of it. */
export async function toPng({ svgUrl, width, height, title, ground, ink }: Picture): Promise<Blob> {
  const image = new Image(width, height);
  image.src = svgUrl;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * SCALE;
  canvas.height = (height + TITLE_HEIGHT) * SCALE;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('No canvas to draw on.');
  context.fillStyle = ground;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(SCALE, SCALE);
  context.fillStyle = ink;
  context.font = `600 14px ${getComputedStyle(document.body).fontFamily}`;
  context.fillText(title, 8, 20);
  context.drawImage(image, 0, TITLE_HEIGHT, width, height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('The picture could not be encoded.')) : resolve(blob)), 'image/png');
  });
}
