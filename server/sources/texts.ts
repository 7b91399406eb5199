import type { TransactionSql } from 'postgres'
import { hasWords, type SourceText, selectTexts } from './store.ts'

export { hasWords, type SourceText }

/** The project's sources that have words, oldest first: the order in which the creator took them. */
export const sourceTexts = (tx: TransactionSql, projectId: string): Promise<SourceText[]> =>
  selectTexts(tx, { projectId })

/** One source; null where it was removed or is not there. */
export async function sourceText(tx: TransactionSql, sourceId: string): Promise<SourceText | null> {
  const [text] = await selectTexts(tx, { sourceId })
  return text ?? null
}
