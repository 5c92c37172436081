import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { z } from 'zod';

const reportSchema = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
});

/** What axe finds on a page as it stands, one line each; empty on a good day. */
export async function findViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const text = await page.evaluate<string>(
    "axe.run(document, {resultTypes: ['violations']}).then((result) => JSON.stringify(result))",
  );
  return reportSchema
    .parse(JSON.parse(text))
    .violations.map((one) => `${one.id}: ${one.nodes[0]?.html.slice(0, 160)}`);
}
