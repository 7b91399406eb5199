import type { TransactionSql } from 'postgres'
import { type ReadingState, selectReadingState } from './passages-store.ts'

export type { ReadingState }

/** How far the reading of the project's sources is: asked often, so it touches no text. */
export const readingState = (tx: TransactionSql, projectId: string): Promise<ReadingState> =>
  selectReadingState(tx, projectId)
