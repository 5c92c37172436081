import type { ReactNode } from 'react';

interface HiddenTableProps {
  readonly caption: string;
  readonly heads: readonly string[];
  /** Rows of its body. */
  readonly children: ReactNode;
}

/** A drawing as a table for those who do not see it. */
export function HiddenTable({ caption, heads, children }: HiddenTableProps) {
  return (
    // On the box, not on the table: a table is never narrower than its words and would widen the page.
    <div className="visually-hidden">
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
