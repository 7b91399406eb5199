import type { TransactionSql } from 'postgres'
import { passagesAround } from './passages-store.ts'
import { hasWords, listSources, type SourceText, selectStamps, selectTexts } from './store.ts'

export { hasWords, passagesAround, type SourceText }

/** The project's sources without their words, newest first. */
export const projectSources = listSources

/** The project's sources that have words, oldest first: the order in which the creator took them. */
export const sourceTexts = (tx: TransactionSql, projectId: string): Promise<SourceText[]> =>
  selectTexts(tx, { projectId })

/** One source; null where it was removed or is not there. */
export async function sourceText(tx: TransactionSql, sourceId: string): Promise<SourceText | null> {
  const [text] = await selectTexts(tx, { sourceIds: [sourceId] })
  return text ?? null
}

/** Several, in no order; those without words, removed or not there are left out. */
export const sourceTextsOf = (tx: TransactionSql, sourceIds: string[]): Promise<SourceText[]> =>
  selectTexts(tx, { sourceIds })

/** The project's sources that have words, oldest first, each with a stamp that is another where it is clipped anew. */
export const sourceStamps = selectStamps
