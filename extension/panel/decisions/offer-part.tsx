import type { Option } from '../../../core/contract/decision.ts'
import { ago, exactly } from '../words/dates.ts'
import { now } from '../words/now.ts'
import { count } from '../words/numbers.ts'
import type { GateSetup } from './gate-setup.ts'
import { offerMethod } from './gate-words.ts'
import type { NamedOffer } from './named-options.ts'
import { OptionCard } from './option-card.tsx'

interface OfferPartProps<Value> {
  setup: GateSetup<Value>
  offers: NamedOffer[]
  chosenIds: readonly string[]
  /** The option that is on its way. */
  busyId: string | null
  held: boolean
  onTake: (option: Option) => void
  onChange: (option: Option) => void
}

/** What was offered: the newest at once, those before it behind a line. */
export function OfferPart<Value>({ offers, ...rest }: OfferPartProps<Value>) {
  const [newest, ...older] = offers
  if (!newest) return null
  return (
    <>
      <OneOffer {...newest} {...rest} />
      {older.length > 0 && (
        <details class="more offers__older">
          <summary>
            {count(
              older.reduce((sum, { offer }) => sum + offer.options.length, 0),
              'earlier option',
            )}
          </summary>
          <div class="offers">
            {older.map(each => (
              <OneOffer key={each.offer.id} {...each} {...rest} />
            ))}
          </div>
        </details>
      )}
    </>
  )
}

type OneOfferProps<Value> = Omit<OfferPartProps<Value>, 'offers'> & OfferPartProps<Value>['offers'][number]

function OneOffer<Value>(props: OneOfferProps<Value>) {
  const { setup, offer, names, chosenIds, busyId, held, onTake, onChange } = props
  return (
    <div class="offer">
      <p class="offer__method">
        {offerMethod(offer)} ·{' '}
        <time dateTime={offer.createdAt} title={exactly(offer.createdAt)}>
          {ago(offer.createdAt, now.value)}
        </time>
      </p>
      {offer.wish && (
        <p class="offer__wish" dir="auto">
          You wished: {offer.wish}
        </p>
      )}
      {offer.notes.length > 0 && (
        <ul class="offer__notes">
          {offer.notes.map(note => (
            <li key={note} dir="auto">
              {note}
            </li>
          ))}
        </ul>
      )}
      {offer.options.length === 0 && <p class="offer__none">Nothing came of it that could be offered.</p>}
      <div class="options">
        {offer.options.map((option, at) => (
          <OptionCard
            key={option.id}
            setup={setup}
            option={option}
            name={names[at]!}
            chosen={chosenIds.includes(option.id)}
            busy={busyId === option.id}
            held={held}
            onTake={() => onTake(option)}
            onChange={() => onChange(option)}
          />
        ))}
      </div>
    </div>
  )
}
