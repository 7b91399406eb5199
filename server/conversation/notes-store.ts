import type { TransactionSql } from 'postgres'
import type { Note, NoteDraft } from '../../core/contract/conversation.ts'

interface NoteRow {
  id: string
  project_id: string
  turn_id: string | null
  text: string
  citations: Note['citations']
  author: Note['by']
  created_at: Date
}

const columns = (tx: TransactionSql) =>
  tx`note.id, note.project_id, note.turn_id, note.text, note.citations, note.author, note.created_at`

const toNote = (row: NoteRow): Note => ({
  id: row.id,
  projectId: row.project_id,
  text: row.text,
  citations: row.citations,
  by: row.author,
  turnId: row.turn_id,
  createdAt: row.created_at.toISOString(),
})

/** Newest first. */
export async function selectNotes(tx: TransactionSql, projectId: string): Promise<Note[]> {
  const rows = await tx<NoteRow[]>`
    select ${columns(tx)} from note where project_id = ${projectId} order by created_at desc, id desc limit 500`
  return rows.map(toNote)
}

/** Those that turns made, oldest first. */
export async function selectNotesOf(tx: TransactionSql, turnIds: string[]): Promise<Note[]> {
  if (turnIds.length === 0) return []
  const rows = await tx<NoteRow[]>`
    select ${columns(tx)} from note where turn_id in ${tx(turnIds)} order by created_at, id`
  return rows.map(toNote)
}

export async function findNote(tx: TransactionSql, id: string): Promise<Note | null> {
  const [row] = await tx<NoteRow[]>`
    select ${columns(tx)} from note
    join project on project.account_id = note.account_id and project.id = note.project_id
    where note.id = ${id} and project.deleted_at is null`
  return row ? toNote(row) : null
}

/** Whether it is new. */
export async function insertNote(tx: TransactionSql, note: Omit<Note, 'createdAt'>): Promise<boolean> {
  const rows = await tx`
    insert into note (account_id, id, project_id, turn_id, text, citations, author)
    values (current_account(), ${note.id}, ${note.projectId}, ${note.turnId}, ${note.text},
      ${tx.json(note.citations)}, ${note.by})
    on conflict do nothing returning 1`
  return rows.length > 0
}

/** Whether it is there, in this project. */
export async function rewordNote(
  tx: TransactionSql,
  id: string,
  { projectId, text }: NoteDraft,
): Promise<boolean> {
  const rows = await tx`
    update note set text = ${text} where id = ${id} and project_id = ${projectId} returning 1`
  return rows.length > 0
}

/** @returns false where there was none to remove. */
export async function deleteNote(tx: TransactionSql, id: string): Promise<boolean> {
  const rows = await tx`delete from note where id = ${id} returning 1`
  return rows.length > 0
}
