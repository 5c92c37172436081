import type { Licence, OpenFigure } from '#shared/model/openData.ts';
import type { Pillar } from '#shared/model/pillar.ts';
import type { OpenIndicator } from '../../domain/openData/createOpenData.ts';
import { fill, toConditionWords, toMoment, toPeriodWords, toValueWords } from './figureText.ts';
import { type Html, html } from './html.ts';
import { type Frame, toLink, toPage } from './layout.ts';

/** What the first page shows. */
export interface HomeParts {
  readonly pillars: readonly Pillar[];
  readonly indicators: readonly OpenIndicator[];
  readonly licence: Licence | null;
  /** Code of the whole region. */
  readonly code: string;
  readonly at: number;
}

/** Key figures of one pillar on the first page; the rest is one tap away. */
const mostKeyFigures = 4;

/** `/publik`: six pillars in plain words, what is open and under which terms. */
export function toHomePage(frame: Frame, parts: HomeParts): string {
  const { words, zone, zoneLabel, language } = frame;
  const time = `${toMoment(parts.at, zone, language)} ${zoneLabel}`;
  return toPage(frame, {
    title: words.title,
    path: '/publik',
    content: html`<p class="lead">${words.lead}</p>
<p class="quiet">${fill(words.at, { time })}</p>
${parts.pillars.map((pillar) => toPillar(pillar, frame, parts))}
${toRule(frame)}
${toLicence(frame, parts.licence)}
<section aria-labelledby="mesin"><h2 id="mesin">${words.forMachines}</h2>
<ul>
<li><a href="/api/v1/open/catalog.jsonld">${words.catalog}</a></li>
<li><a href="/api/v1/open/ngsi-ld/entities">${words.kpi}</a></li>
<li><a href="/api/docs">${words.docs}</a></li>
</ul></section>`,
  });
}

/** What is open, and why other figures are not there. */
export function toRule({ words }: Frame): Html {
  return html`<section aria-labelledby="aturan"><h2 id="aturan">${words.ruleTitle}</h2><p>${words.rule}</p></section>`;
}

/** The licence, or that there is none yet. */
export function toLicence({ words }: Frame, licence: Licence | null): Html {
  return html`<section aria-labelledby="lisensi"><h2 id="lisensi">${words.licenceTitle}</h2>
<p>${licence ? html`${words.licence} <a href="${licence.url}" rel="license">${licence.name}</a>.` : words.noLicence}</p></section>`;
}

function toPillar(pillar: Pillar, frame: Frame, { indicators, code }: HomeParts): Html {
  const { words, language } = frame;
  const own = indicators.filter(({ indicator }) => indicator.pillar === pillar.id);
  const open = own.filter(({ figures }) => figures.length > 0);
  const rank = (id: string): number => {
    const place = pillar.headline.indexOf(id);
    return place < 0 ? pillar.headline.length : place;
  };
  const keys = open
    .flatMap((one) => {
      const figure = one.figures.find(({ area }) => area === code);
      return figure ? [{ ...one, figure }] : [];
    })
    .sort((a, b) => rank(a.indicator.id) - rank(b.indicator.id))
    .slice(0, mostKeyFigures);
  const count = fill(words.pillarCount, { open: open.length, total: own.length });
  return html`<section aria-labelledby="${pillar.id}"><h2 id="${pillar.id}">${pillar.name[language]}</h2>
${
  keys.length > 0
    ? html`<ul class="figures">${keys.map(({ figure, ...one }) => toCard(one, figure, frame))}</ul>`
    : html`<p>${open.length > 0 ? words.noWhole : words.noKey}</p>`
}
<p class="quiet">${count} <a href="${toLink(`/publik/data#${pillar.id}`, language)}">${words.allData}: ${pillar.name[language]}</a></p>
</section>`;
}

function toCard({ indicator }: Pick<OpenIndicator, 'indicator'>, figure: OpenFigure, frame: Frame): Html {
  const { words, language, zone } = frame;
  const { source } = figure;
  return html`<li>
<h3><a href="${toLink(`/publik/data/${indicator.id}`, language)}">${indicator.name[language]}</a></h3>
<p class="value">${toValueWords(figure.value, indicator, frame)}</p>
<p>${words.period} ${toPeriodWords(figure, indicator, zone, language)}</p>
<p class="state" data-freshness="${figure.freshness}">${toConditionWords(figure, words)}</p>
<p class="quiet">${words.source}: ${toSource(source)}</p>
${figure.waiting ? html`<p class="waiting">${words.waiting}</p>` : null}
</li>`;
}

/** A source by name, with its address where that is one of the web. */
export function toSource({ label, url }: OpenFigure['source']): Html {
  return url && /^https?:/.test(url)
    ? html`<a href="${url}" rel="external noopener">${label}</a>`
    : html`${label}`;
}
