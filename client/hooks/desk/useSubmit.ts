import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '../../connection/desk/request.ts';

/** A form's way to the server. */
export interface Submit {
  readonly isBusy: boolean;
  /** What is wrong with the whole, or at a place that the form does not ask for, as a sentence. */
  readonly failure: string | null;
  /** True while the server named places that are wrong. */
  readonly isFaulty: boolean;
  /** What is wrong at a place, `/password`; asked for where it is shown, while that is drawn. */
  at(pointer: string): string | undefined;
  /** Runs once at a time; what it throws is told. True when it went well. */
  run(work: () => Promise<unknown>): Promise<boolean>;
  clear(): void;
}

/** What had the focus when something was sent, and the part of the page around it. */
interface Focused {
  readonly element: HTMLElement;
  readonly part: Element | null;
}

function findFocused(): Focused | null {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) return null;
  return { element, part: element.closest('section') };
}

/**
 * A button that is switched off while it is busy loses the focus, and one that did its work may be gone. Whoever works by keys would
 * start at the top of the page again: the focus goes back, or else to the heading of that part.
 */
function giveFocusBack({ element, part }: Focused): void {
  if (document.activeElement !== null && document.activeElement !== document.body) return;
  const heading = part?.isConnected ? part.querySelector<HTMLElement>('h2, h3') : null;
  if (element.isConnected || !heading) {
    element.focus();
    return;
  }
  heading.tabIndex = -1;
  heading.focus();
}

/** Words of the faults at places that nobody asked for while the form was drawn. */
function useUntold(problem: ProblemError | null): {
  readonly asked: Set<string>;
  readonly text: string | null;
} {
  // biome-ignore lint/correctness/useExhaustiveDependencies: every answer is asked about anew, as the fields of a form come and go
  const asked = useMemo(() => new Set<string>(), [problem]);
  const [told, setTold] = useState<{ readonly of: ProblemError; readonly text: string } | null>(null);
  // The fields below have asked by now; drawn again before the page is painted.
  useLayoutEffect(() => {
    const rest = problem?.faults.filter(({ pointer }) => !asked.has(pointer)) ?? [];
    const words = [...new Set(rest.map(({ message }) => message))].slice(0, mostTold);
    setTold(problem && words.length > 0 ? { of: problem, text: words.join('; ') } : null);
  }, [problem, asked]);
  return { asked, text: told?.of === problem ? (told?.text ?? null) : null };
}

/** So many faults are told in one sentence. */
const mostTold = 3;

/** Sends a form and keeps what the server said of it. */
export function useSubmit(): Submit {
  const { t } = useTranslation();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const focused = useRef<Focused | null>(null);
  useEffect(() => {
    if (isBusy || !focused.current) return;
    giveFocusBack(focused.current);
    focused.current = null;
  }, [isBusy]);
  const problem = error instanceof ProblemError ? error : null;
  const named = problem?.faults ?? [];
  const { asked, text: untold } = useUntold(problem);
  const sentence = (): string | null => {
    if (!error) return null;
    if (problem) return named.length > 0 ? untold : problem.message;
    return error.name === 'OfflineError' ? t('failed.offline') : t('failed.other');
  };
  return {
    isBusy,
    failure: sentence(),
    isFaulty: named.length > 0,
    at(pointer) {
      asked.add(pointer);
      return problem?.at(pointer);
    },
    clear: () => setError(null),
    async run(work) {
      if (isBusy) return false;
      focused.current = findFocused();
      setBusy(true);
      setError(null);
      try {
        await work();
        return true;
      } catch (caught) {
        setError(caught instanceof Error ? caught : new Error(String(caught)));
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}
