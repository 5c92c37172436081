import { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';
import { ImportFaultError } from './importFaultError.ts';

/** What a part of a document wants to hear. Names come without their prefix, attributes with it. */
export interface XmlHandlers {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** Deeper than any spreadsheet nests. */
const maxDepth = 100;

/** Name without its namespace prefix: writers choose prefixes as they like. */
export function toLocalName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Feeds a part of a document through the parser as it is inflated. A document type is refused: it is only there to declare entities. */
export async function parseXml(chunks: AsyncIterable<Uint8Array>, handlers: XmlHandlers): Promise<void> {
  const parser = new SaxesParser();
  let depth = 0;
  parser.on('error', () => {
    throw new ImportFaultError('file_damaged');
  });
  parser.on('doctype', () => {
    throw new ImportFaultError('xml_doctype');
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    if (depth > maxDepth) throw new ImportFaultError('file_damaged');
    handlers.open(toLocalName(tag.name), tag.attributes);
  });
  parser.on('closetag', (tag) => {
    depth -= 1;
    handlers.close?.(toLocalName(tag.name));
  });
  if (handlers.text) {
    const { text } = handlers;
    parser.on('text', text);
    parser.on('cdata', text);
  }
  let decoder: TextDecoder | null = null;
  for await (const chunk of chunks) {
    decoder ??= createDecoder(chunk);
    parser.write(decode(decoder, chunk));
  }
  parser.write(decode(decoder ?? new TextDecoder(), new Uint8Array(0), true));
  parser.close();
}

/** XML is UTF-8 unless a byte-order mark says UTF-16. */
function createDecoder(first: Uint8Array): TextDecoder {
  const isWide = (first[0] === 0xff && first[1] === 0xfe) || (first[0] === 0xfe && first[1] === 0xff);
  if (!isWide) return new TextDecoder('utf-8', { fatal: true });
  return new TextDecoder(first[0] === 0xff ? 'utf-16le' : 'utf-16be', { fatal: true });
}

function decode(decoder: TextDecoder, chunk: Uint8Array, isLast = false): string {
  try {
    return decoder.decode(chunk, { stream: !isLast });
  } catch {
    throw new ImportFaultError('file_damaged');
  }
}
