import { useEffect } from 'react';
import { showPresent } from '../../stores/conductor.ts';
import { liveStore } from '../../stores/liveStore.ts';
import { chooseChange, chooseScene } from '../../stores/reviewChoices.ts';
import { isPresenting, useReviewStore } from '../../stores/reviewStore.ts';
import { timeStore } from '../../stores/timeStore.ts';
import { toKeyChange, useViewStore } from '../../stores/viewStore.ts';

interface ReviewKeys {
  readonly onBack: () => void;
  readonly onPanel: () => void;
  readonly onHelp: () => void;
}

/** Keys of the page: those of the wall that choose a scene, `w` time, `b` back to the presenter, `s` the panel, `?` what they are; `h` and `g` the presenter's hand. */
export function useReviewKeys({ onBack, onPanel, onHelp }: ReviewKeys): void {
  useEffect(() => {
    const handle = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || event.repeat) return;
      if (isTyping(event.target)) return;
      const key = event.key.toLowerCase();
      if (key === 'b') onBack();
      else if (key === 's') onPanel();
      else if (key === '?') onHelp();
      else if (!act(key)) return;
      event.preventDefault();
    };
    window.addEventListener('keydown', handle);
    return () => window.removeEventListener('keydown', handle);
  }, [onBack, onPanel, onHelp]);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('input, textarea, select, dialog, [data-time-bar]') !== null
  );
}

/** True for a key that did something. */
function act(key: string): boolean {
  if (key === 'w') {
    timeStore.setState(({ isBarOpen }) => ({ isBarOpen: !isBarOpen }));
    return true;
  }
  if (key === 'l') {
    const isPast = liveStore.getState().pastAt !== null || timeStore.getState().wantedAt !== null;
    if (isPast) showPresent();
    return isPast;
  }
  if (key === 'h' || key === 'g') return takeTool(key === 'h' ? 'highlight' : 'pointer');
  if (key === 'j') {
    chooseScene('janji');
    return true;
  }
  // Alarms, cameras and the language are no part of a session's picture.
  const change = 'ak'.includes(key) ? null : toKeyChange(key, useViewStore.getState());
  if (!change || change.language) return false;
  chooseChange(change);
  return true;
}

function takeTool(tool: 'highlight' | 'pointer'): boolean {
  const state = useReviewStore.getState();
  if (!isPresenting(state)) return false;
  useReviewStore.setState({ tool: state.tool === tool ? 'none' : tool });
  return true;
}
