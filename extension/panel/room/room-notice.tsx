import { useState } from 'preact/hooks'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { count, megabytes } from '../words/numbers.ts'

/** Told before the disk is full: afterwards a clip is lost, and telling comes too late. */
export function RoomNotice() {
  const { world } = usePanel()
  const [quiet, setQuiet] = useState(false)
  const [busy, setBusy] = useState(false)
  const room = world.room.value
  if (!room || (quiet && !room.pressing)) return null
  const online = world.connection.value.state === 'online'
  return (
    <Notice
      tone={room.pressing ? 'bad' : 'open'}
      title={
        room.pressing
          ? `The disk is nearly full: the next clip may not fit (${megabytes(room.free)} left)`
          : `Space for clips is running low: ${megabytes(room.free)} left`
      }
      acts={
        <>
          {room.waiting > 0 && (
            <Button
              small
              icon="retry"
              busy={busy}
              onClick={async () => {
                setBusy(true)
                await world.reconnect()
                setBusy(false)
              }}
            >
              Send now
            </Button>
          )}
          {!room.pressing && (
            <Button small tone="quiet" onClick={() => setQuiet(true)}>
              Later
            </Button>
          )}
        </>
      }
    >
      <p>
        {room.waiting > 0
          ? `${count(room.waiting, 'clip waits', 'clips wait')} on this computer and ${room.waiting === 1 ? 'takes' : 'take'} space until your server has ${room.waiting === 1 ? 'it' : 'them'}. ${online ? 'Send them' : 'Start your server'}, or delete other files.`
          : 'Everything that you clipped is with your server. Delete other files on this computer to make room.'}{' '}
        Nothing that is saved goes away by itself.
      </p>
    </Notice>
  )
}
