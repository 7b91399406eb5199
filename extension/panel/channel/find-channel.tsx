import { useState } from 'preact/hooks'
import { channelPage } from '../../../core/channel/address.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Progress } from '../ui/progress.tsx'
import { listingWords } from './channel-words.ts'

/** Which channel is theirs: the page in front, or what the creator writes. */
export function FindChannel() {
  const { world } = usePanel()
  const page = world.page.value
  const here = page.state === 'known' && channelPage(page.url) ? page : null
  const [written, setWritten] = useState('')
  const [error, setError] = useState<string | null>(null)
  const list = async (address: string) => {
    setError(null)
    const listed = await world.channel.list(address)
    if (!listed.ok) setError(listed.error.message)
  }
  return (
    <div class="channel-find">
      <p>
        Your own videos show how you speak. Ownwords lists them from YouTube’s pages, in your session; then
        you choose 20 to 50 whose words are kept.
      </p>
      {here && (
        <Button tone="primary" onClick={() => void list(here.url)}>
          The page in front is my channel
        </Button>
      )}
      <form
        class="channel-find__form"
        onSubmit={event => {
          event.preventDefault()
          void list(written)
        }}
      >
        <Field
          label="Your channel’s handle or address"
          value={written}
          maxLength={300}
          hint="@name, or youtube.com/…"
          error={error}
          onText={text => {
            setWritten(text)
            setError(null)
          }}
        />
        <Button type="submit" tone={here ? 'plain' : 'primary'} held={!written.trim()}>
          List my videos
        </Button>
      </form>
    </div>
  )
}

export function ListingNow() {
  const { channel: world } = usePanel().world
  const { listing } = world.view.value
  if (!listing) return null
  return (
    <section class="channel-part" aria-label="Listing">
      <Progress label={listingWords(listing)} known={null} />
      <div class="channel-acts">
        <Button
          small
          icon="stop"
          held={listing.stopping || listing.by === 'server'}
          onClick={() => world.stopListing()}
        >
          Stop
        </Button>
        <span class="channel-aside">One page of the list at a time. What is found stays.</span>
      </div>
    </section>
  )
}
