import { useEffect, useState } from 'react';
import { toHighlightRules } from '../../lib/review/highlight.ts';
import { useReviewStore } from '../../stores/reviewStore.ts';

/** Rings what the presenter highlights, in the picture and nowhere else; on a phone it comes into sight. */
export function useHighlightStyle(): void {
  const highlight = useReviewStore((state) => state.highlight);
  const [sheet] = useState(() => new CSSStyleSheet());
  useEffect(() => {
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    };
  }, [sheet]);
  useEffect(() => {
    sheet.replaceSync(highlight ? toHighlightRules(highlight) : '');
    if (!highlight) return;
    const place = `[data-stage] [data-${highlight.kind}="${CSS.escape(highlight.id)}"]`;
    document.querySelector(place)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [sheet, highlight]);
}
