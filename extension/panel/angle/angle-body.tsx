import type { Angle } from '../../../core/contract/decision.ts'
import { OwnMentionLine } from '../research/own-mention.tsx'

/** What an angle promises, to whom, what is new in it, and how the video could be called. */
export function AngleBody({ value }: { value: Angle }) {
  const { promise, audience, fresh, titles, own } = value
  return (
    <>
      {promise && (
        <p class="angle__promise" dir="auto">
          {promise}
        </p>
      )}
      {(audience || fresh || titles.length > 0) && (
        <dl class="option__facts">
          {audience && (
            <div>
              <dt>For whom</dt>
              <dd dir="auto">{audience}</dd>
            </div>
          )}
          {fresh && (
            <div>
              <dt>What is new</dt>
              <dd dir="auto">{fresh}</dd>
            </div>
          )}
          {titles.length > 0 && (
            <div>
              <dt>{titles.length === 1 ? 'Title' : 'Titles'}</dt>
              <dd>
                <ul class="angle__titles">
                  {titles.map(title => (
                    <li key={title} dir="auto">
                      {title}
                    </li>
                  ))}
                </ul>
              </dd>
            </div>
          )}
        </dl>
      )}
      {own.map(mention => (
        <OwnMentionLine key={`${mention.videoId} ${mention.startMs} ${mention.how}`} mention={mention} />
      ))}
    </>
  )
}
