import { useState } from 'preact/hooks'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { VoiceDoor } from '../voice/voice-door.tsx'
import { ago } from '../words/dates.ts'
import { now } from '../words/now.ts'
import { kindCount, kindsInOrder, ofKind, spanWords, yearsOf } from './channel-words.ts'
import { DropFiles } from './drop-files.tsx'
import { FilesPart } from './files-part.tsx'
import { FindChannel, ListingNow } from './find-channel.tsx'
import { QueuePart } from './queue-part.tsx'
import { SamplePart } from './sample-part.tsx'

/** All about the creator's own channel. */
export function ChannelPlace({ onClosed }: { onClosed: () => void }) {
  const { channel, listing } = usePanel().world.channel.view.value
  return (
    <Dialog title="Your channel" shape="sheet" onClosed={onClosed}>
      {() => (
        <div class="channel">
          {channel ? <Listed /> : !listing && <FindChannel />}
          {!channel && <ListingNow />}
        </div>
      )}
    </Dialog>
  )
}

function Listed() {
  const { channel, videos, listing, queue } = usePanel().world.channel.view.value
  const [choosing, setChoosing] = useState(false)
  if (!channel) return null
  const fresh = videos.length === 0
  return (
    <DropFiles>
      <Head />
      <ListingNow />
      {!fresh && <QueuePart />}
      {(fresh || choosing) && channel.videos.length > 0 && (
        <SamplePart onStarted={() => setChoosing(false)} />
      )}
      {!fresh && !choosing && !listing && queue.state !== 'running' && (
        <div class="channel-acts">
          <Button small onClick={() => setChoosing(true)}>
            Change the sample…
          </Button>
        </div>
      )}
      <FilesPart />
    </DropFiles>
  )
}

function Head() {
  const { world, feedback } = usePanel()
  const { channel, listing, failure } = world.channel.view.value
  const [asking, setAsking] = useState(false)
  if (!channel) return null
  const { videos, complete, handle, title, listedAt, refused } = channel
  const years = yearsOf(videos)
  const counts = kindsInOrder.filter(kind => ofKind(videos, kind) > 0).map(kind => kindCount(videos, kind))
  const again = async (how: () => ReturnType<typeof world.channel.goOn>) => {
    const listed = await how()
    if (!listed.ok) feedback.toast({ tone: 'bad', text: listed.error.message })
  }
  return (
    <section class="channel-part channel-head" aria-label="The channel">
      <h3 class="channel-head__title" dir="auto">
        {title}
      </h3>
      <p class="channel-aside">
        {[handle, ...counts, years && spanWords(years), `listed ${ago(listedAt, now.value)}`]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {!complete && !listing && (
        <Notice
          tone="open"
          title="The list is not complete"
          acts={
            <Button small onClick={() => void again(() => world.channel.goOn())}>
              Go on listing
            </Button>
          }
        >
          <p>{failure ?? 'It was stopped before its end. You can work with what is here.'}</p>
        </Notice>
      )}
      {complete && failure && <p class="field__error">{failure}</p>}
      {refused && <p class="field__error">Your server did not take the list: {refused}</p>}
      <div class="channel-acts">
        <VoiceDoor toChannel={null} />
        <Button
          small
          tone="quiet"
          icon="retry"
          held={listing !== null}
          onClick={() => void again(() => world.channel.list(channel.id))}
        >
          List again
        </Button>
        {asking ? (
          <>
            <Button small tone="danger" onClick={() => void world.channel.forget()}>
              Remove it with its words
            </Button>
            <Button small tone="quiet" onClick={() => setAsking(false)}>
              Keep it
            </Button>
          </>
        ) : (
          <Button small tone="quiet" held={listing !== null} onClick={() => setAsking(true)}>
            Not my channel…
          </Button>
        )}
      </div>
    </section>
  )
}
