import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import pdfmake from 'pdfmake';
import type { EvidencePack } from '#shared/model/pack.ts';
import { toPackDocument } from './packDocument.ts';

const fontFolder = join(
  dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')),
  'ttf',
);
const toFont = (name: string): string => join(fontFolder, `${name}.ttf`);

const faces = {
  DejaVu: {
    normal: toFont('DejaVuSans'),
    bold: toFont('DejaVuSans-Bold'),
    italics: toFont('DejaVuSans-Oblique'),
    bolditalics: toFont('DejaVuSans-BoldOblique'),
  },
  DejaVuMono: {
    normal: toFont('DejaVuSansMono'),
    bold: toFont('DejaVuSansMono-Bold'),
    italics: toFont('DejaVuSansMono-Oblique'),
    bolditalics: toFont('DejaVuSansMono-BoldOblique'),
  },
};

pdfmake.addFonts(faces);
// A document is made of what it is given: nothing is fetched, and no file but the fonts is read.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => path.startsWith(fontFolder));

/** A pack as a PDF; `address` is what its QR code says. */
export async function renderPdf(pack: EvidencePack, address: string): Promise<Uint8Array> {
  return new Uint8Array(await pdfmake.createPdf(toPackDocument(pack, address)).getBuffer());
}
