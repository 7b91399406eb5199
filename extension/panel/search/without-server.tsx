import type { Source } from '../../../core/contract/source.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { count } from '../words/numbers.ts'
import { Tile } from '../work/tile.tsx'
import { titledLike } from './kept-titles.ts'

/** The server searches, and it is away: what this computer can tell by itself, and that it is only that. */
export function WithoutServer({ query, onRead }: { query: string; onRead: (source: Source) => void }) {
  const { world } = usePanel()
  const connection = world.connection.value
  const found = titledLike(world.work.value.sources, query)
  return (
    <>
      <Notice
        tone="open"
        title={
          connection.state === 'needs_token'
            ? 'The server does not let this browser in yet'
            : connection.state === 'connecting'
              ? 'Looking for your server'
              : 'Your server is away'
        }
        acts={
          connection.state === 'offline' && (
            <Button small icon="retry" onClick={() => void world.reconnect()}>
              Try again
            </Button>
          )
        }
      >
        <p>
          The words of your sources are searched by your server.{' '}
          {connection.state === 'needs_token'
            ? 'The line at the bottom of the panel has the way in.'
            : 'Until it is back, only titles, authors, sites and tags of this project are looked through.'}
        </p>
      </Notice>
      {query.trim() && (
        <section class="hits" aria-label="Titles on this computer">
          <p class="hits__count" role="status">
            {found.length > 0
              ? `${count(found.length, 'title')} on this computer`
              : 'No title on this computer has these words'}
          </p>
          <ul class="hits__list">
            {found.map(source => (
              <li key={source.id} class="hit">
                <Tile source={source} />
                <div class="hit__body">
                  <h3 class="hit__title">
                    <button type="button" class="hit__open" onClick={() => onRead(source)}>
                      <span class="unseen">Read </span>
                      <bdi>{source.title}</bdi>
                    </button>
                  </h3>
                  <p class="hit__where" dir="auto">
                    {source.author ?? source.site}
                  </p>
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
