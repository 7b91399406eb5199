import { usePanel } from '../panel-context.ts'
import { addressName } from '../servers/server-words.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { isThisComputer } from '../words/safe-url.ts'
import { awayWords, noteWords } from './note-words.ts'

/** What stands between this browser and the server; nothing while nothing does. */
export function ServerNotes() {
  const { world } = usePanel()
  const connection = world.connection.value
  const note = world.serverNote.value
  const { server } = connection
  const away =
    connection.state === 'offline' && !isThisComputer(server) ? awayWords(server, navigator.onLine) : null
  return (
    <>
      {note && (
        <Notice tone={note.is === 'clock' ? 'open' : 'bad'} title={noteWords(note, server).title}>
          <p>{noteWords(note, server).words}</p>
        </Notice>
      )}
      {away && (
        <Notice
          tone="open"
          title={`${addressName(server)} cannot be reached`}
          acts={
            <Button small icon="arrow" onClick={() => void world.visit(server)}>
              Open it in a tab
            </Button>
          }
        >
          <p>{away}</p>
        </Notice>
      )}
      {world.heldBack.value && (
        <Notice tone="open" title="Live news is held back">
          <p>
            Something between this browser and the server holds back live news: Ownwords asks every few
            seconds instead. The work goes on.
          </p>
        </Notice>
      )}
    </>
  )
}
