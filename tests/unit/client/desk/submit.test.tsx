import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FormDialog } from '../../../../client/components/desk/FormDialog.tsx';
import { TextField } from '../../../../client/components/desk/TextField.tsx';
import { ProblemError } from '../../../../client/connection/desk/request.ts';
import { type Submit, useSubmit } from '../../../../client/hooks/desk/useSubmit.ts';
import { startDeskI18n } from '../../../../client/i18n/desk/deskI18n.ts';

/** What the server names, one after the other. */
let answers: Readonly<Record<string, string>>[];

beforeEach(async () => {
  await startDeskI18n('id');
  answers = [];
});
afterEach(cleanup);

async function refuse(): Promise<void> {
  const errors = Object.entries(answers.shift() ?? {}).map(([pointer, message]) => ({
    pointer,
    code: 'code',
    message,
  }));
  throw new ProblemError({
    type: 'about:blank',
    title: 'Salah',
    status: 422,
    detail: 'Ada yang salah',
    errors,
  });
}

function Fields({ submit }: { readonly submit: Submit }) {
  return <TextField label="Judul" value="" error={submit.at('/title')} onChange={() => undefined} />;
}

function Form({ hasFields }: { readonly hasFields: boolean }) {
  const submit = useSubmit();
  return (
    <FormDialog
      title="Kejadian"
      submit="Catat"
      isBusy={submit.isBusy}
      failure={submit.failure}
      noValidate
      onSubmit={() => void submit.run(refuse)}
      onClose={() => undefined}
    >
      {hasFields ? <Fields submit={submit} /> : null}
    </FormDialog>
  );
}

const send = () => act(async () => fireEvent.click(screen.getByRole('button', { name: 'Catat' })));
const listTold = (): string[] => screen.queryAllByRole('alert').map(({ textContent }) => textContent);

it('tells of the whole what is wrong at a place that no field shows', async () => {
  answers = [{ '/kind': 'sudah penuh' }, { '/title': 'terlalu pendek' }];
  render(<Form hasFields />);
  await send();
  expect(listTold()).toEqual(['sudah penuh']);
  await send();
  expect(listTold()).toEqual(['terlalu pendek']);
});

it('tells both what a field shows and what none does', async () => {
  answers = [{ '/title': 'terlalu pendek', '/kind': 'sudah penuh', '/place': 'tidak ada' }];
  render(<Form hasFields />);
  await send();
  expect(listTold()).toEqual(['terlalu pendek', 'sudah penuh; tidak ada']);
});

it('counts on no field that is gone by the time of the answer', async () => {
  answers = [{ '/title': 'terlalu pendek' }, { '/title': 'terlalu pendek' }];
  const { rerender } = render(<Form hasFields />);
  await send();
  rerender(<Form hasFields={false} />);
  await send();
  expect(listTold()).toEqual(['terlalu pendek']);
});
