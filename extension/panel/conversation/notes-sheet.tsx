import { useId, useState } from 'preact/hooks'
import type { Note } from '../../../core/contract/conversation.ts'
import { limits } from '../../../core/contract/limits.ts'
import { Cited } from '../brief/statement.tsx'
import type { Done } from '../done.ts'
import { usePanel } from '../panel-context.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Chip } from '../ui/chip.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ago, exactly } from '../words/dates.ts'
import { now } from '../words/now.ts'
import { Writing } from '../writing.tsx'
import { Dictate, joined } from './dictate.tsx'

/** What the creator, or the agent at their word, wrote down for this project. */
export function NotesSheet({ onClosed }: { onClosed: () => void }) {
  const { world, feedback } = usePanel()
  const { notes } = world.talk.conversation.value
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const tell = async (done: Done<unknown>): Promise<boolean> => {
    const result = await done
    if (!result.ok) feedback.toast({ tone: 'bad', text: result.error.message })
    return result.ok
  }
  const keep = async () => {
    setBusy(true)
    if (await tell(world.talk.keepNote(text.trim()))) setText('')
    setBusy(false)
  }
  return (
    <Dialog title="Notes" shape="sheet" onClosed={onClosed}>
      {() => (
        <div class="notes">
          <Writing>
            <form
              class="notes__new"
              onSubmit={event => {
                event.preventDefault()
                if (text.trim() && !busy) void keep()
              }}
            >
              <NoteBox label="A new note" value={text} onText={setText} />
              <div class="notes__acts">
                <Dictate label="Speak your note" onWords={words => setText(joined(text, words))} />
                <Button small type="submit" tone="primary" busy={busy} held={!text.trim()}>
                  Keep it
                </Button>
              </div>
            </form>
          </Writing>
          {notes.length === 0 ? (
            <p class="notes__none">
              Nothing noted yet.
              <Writing> Write something down here, or say “note that …” in the conversation.</Writing>
            </p>
          ) : (
            <ul class="notes__list">
              {notes.map(note => (
                <NoteRow key={note.id} note={note} tell={tell} />
              ))}
            </ul>
          )}
        </div>
      )}
    </Dialog>
  )
}

function NoteRow({ note, tell }: { note: Note; tell: (done: Done<unknown>) => Promise<boolean> }) {
  const { world, feedback } = usePanel()
  const [editing, setEditing] = useState<string | null>(null)
  if (editing !== null)
    return (
      <li class="note">
        <NoteBox label="This note" value={editing} onText={setEditing} />
        <div class="notes__acts">
          <Button
            small
            tone="primary"
            held={!editing.trim()}
            onClick={async () => {
              if (await tell(world.talk.changeNote(note, editing.trim()))) setEditing(null)
            }}
          >
            Keep it
          </Button>
          <Button small tone="quiet" onClick={() => setEditing(null)}>
            Leave it
          </Button>
        </div>
      </li>
    )
  return (
    <li class="note">
      <p class="note__text" dir="auto">
        {note.text}
      </p>
      {note.citations.map(citation => (
        <Cited key={`${citation.sourceId} ${citation.start}`} citations={[citation]} />
      ))}
      <div class="note__foot">
        <p>
          {note.by === 'agent' && <Chip shape="calm">noted for you</Chip>}{' '}
          <time dateTime={note.createdAt} title={exactly(note.createdAt)}>
            {ago(note.createdAt, now.value)}
          </time>
        </p>
        <Writing>
          <IconButton icon="pen" label="Change this note" onClick={() => setEditing(note.text)} />
          <IconButton
            icon="trash"
            label="Remove this note"
            onClick={async () => {
              if (!(await tell(world.talk.removeNote(note.id)))) return
              feedback.toast({
                tone: 'calm',
                text: 'Note removed',
                undo: () => void tell(world.talk.keepNote(note.text)),
              })
            }}
          />
        </Writing>
      </div>
    </li>
  )
}

function NoteBox({ label, value, onText }: { label: string; value: string; onText: (text: string) => void }) {
  const id = useId()
  return (
    <>
      <label class="field__label" for={id}>
        {label}
      </label>
      <textarea
        id={id}
        class="field__input"
        rows={3}
        maxLength={limits.noteChars}
        dir="auto"
        value={value}
        onInput={event => onText(event.currentTarget.value)}
      />
    </>
  )
}
