import type { Language } from '#shared/model/text.ts';
import type { ServerMode } from '#shared/protocol/live.ts';
import { Html, html } from './html.ts';
import { type OpenWords, openWords } from './openWords.ts';

/** What every public page stands in. */
export interface Frame {
  readonly language: Language;
  readonly words: OpenWords;
  readonly region: string;
  readonly zone: string;
  readonly zoneLabel: string;
  readonly mode: ServerMode;
}

/** The frame in a language. */
export function toFrame(rest: Omit<Frame, 'words'>): Frame {
  return { ...rest, words: openWords[rest.language] };
}

/** An address in the page's language; Indonesian needs no mark. */
export function toLink(path: string, language: Language): string {
  if (language === 'id') return path;
  return `${path}${path.includes('?') ? '&' : '?'}lang=${language}`;
}

interface PageParts {
  readonly title: string;
  /** Own address without a language, for the other one. */
  readonly path: string;
  readonly content: Html;
}

/** A whole page: no script, one small sheet of style, system fonts. */
export function toPage(frame: Frame, { title, path, content }: PageParts): string {
  const { words, language, region, mode } = frame;
  const other = language === 'id' ? 'en' : 'id';
  const links = [
    ['/publik', words.home],
    ['/publik/data', words.allData],
    ['/publik/periksa', words.check],
  ] as const;
  const page = html`<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${words.lead}">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/publik.css">
<link rel="alternate" type="application/ld+json" href="/api/v1/open/catalog.jsonld">
<title>${title} · ${region}</title>
</head>
<body>
<a class="skip" href="#isi">${words.skip}</a>
<header>
<p class="region">${region}</p>
<nav><ul>
${links.map(
  ([to, text]) =>
    html`<li><a href="${toLink(to, language)}"${to === path ? new Html(' aria-current="page"') : null}>${text}</a></li>`,
)}
<li><a lang="${other}" hreflang="${other}" href="${toLink(path, other)}">${words.other}</a></li>
</ul></nav>
</header>
${mode === 'live' ? null : html`<p class="mode" role="note">${words.mode[mode]}</p>`}
<main id="isi" tabindex="-1">
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`;
  return `<!doctype html>\n${page.text}`;
}
