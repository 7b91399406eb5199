import type { TransactionSql } from 'postgres'
import type { Note, NoteDraft } from '../../core/contract/conversation.ts'
import { ApiError } from '../http/problem.ts'
import { holdProject } from '../projects/projects.ts'
import { findNote, insertNote, rewordNote } from './notes-store.ts'

/** Makes the creator's note, or gives one that is there other words, whoever made it. */
export async function saveNote(tx: TransactionSql, id: string, draft: NoteDraft): Promise<Note> {
  await holdProject(tx, draft.projectId)
  const created = await insertNote(tx, { id, ...draft, citations: [], by: 'creator', turnId: null })
  if (!created && !(await rewordNote(tx, id, draft)))
    throw new ApiError('conflict', 'This note belongs to another project. Make a new one, under a new id.')
  return (await findNote(tx, id))!
}
