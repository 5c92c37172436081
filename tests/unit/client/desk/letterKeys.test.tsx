import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { useChords } from '../../../../client/hooks/desk/useChords.ts';
import { useLeaveField } from '../../../../client/hooks/desk/useLeaveField.ts';

const places = { a: '/console', j: '/console/jaga' };
const wentTo: string[] = [];
const go = (to: string): void => {
  wentTo.push(to);
};

function Room({ hasDialog }: { readonly hasDialog: boolean }) {
  useChords(places, go);
  useLeaveField();
  return (
    <>
      <input aria-label="line" />
      {hasDialog ? <dialog open /> : null}
    </>
  );
}

/** A key on whatever has the focus, at an instant of the page. */
function press(key: string, timeStamp = 0): void {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
  Object.defineProperty(event, 'timeStamp', { value: timeStamp });
  fireEvent(document.activeElement ?? document.body, event);
}

afterEach(() => {
  vi.restoreAllMocks();
  cleanup();
  wentTo.length = 0;
});

describe('keys of the console', () => {
  it('lead to a page by two letters, however late a busy page takes the second', () => {
    render(<Room hasDialog={false} />);
    const now = vi.spyOn(performance, 'now').mockReturnValue(1_000);
    press('g', 1_000);
    now.mockReturnValue(4_000);
    press('a', 1_400);
    expect(wentTo).toEqual(['/console']);
    press('g', 9_000);
    press('j', 10_501);
    expect(wentTo).toEqual(['/console']);
  });

  it('are text in a field until Escape leaves it', () => {
    render(<Room hasDialog={false} />);
    screen.getByLabelText('line').focus();
    press('g');
    press('j');
    expect(wentTo).toEqual([]);
    press('Escape');
    expect(document.activeElement).toBe(document.body);
    press('g');
    press('j');
    expect(wentTo).toEqual(['/console/jaga']);
  });

  it('leave a field alone under an open dialog, which Escape closes', () => {
    render(<Room hasDialog />);
    const line = screen.getByLabelText('line');
    line.focus();
    press('Escape');
    expect(document.activeElement).toBe(line);
  });
});
