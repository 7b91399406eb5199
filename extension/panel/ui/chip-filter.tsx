import { integer } from '../words/numbers.ts'

interface ChipFilterProps<Choice extends string> {
  /** For screen readers. */
  legend: string
  choices: readonly { choice: Choice; name: string; count?: number }[]
  /** One, or those of several. */
  isShown: (choice: Choice) => boolean
  onChoice: (choice: Choice) => void
}

/** Small buttons of which those that hold are filled. */
export function ChipFilter<Choice extends string>(props: ChipFilterProps<Choice>) {
  const { legend, choices, isShown, onChoice } = props
  return (
    <fieldset class="kind-filter">
      <legend class="unseen">{legend}</legend>
      {choices.map(({ choice, name, count }) => (
        <button
          key={choice}
          type="button"
          class="kind-filter__choice"
          aria-pressed={isShown(choice) ? 'true' : 'false'}
          onClick={() => onChoice(choice)}
        >
          <bdi>{name}</bdi>
          {count !== undefined && <span class="numbers"> {integer(count)}</span>}
        </button>
      ))}
    </fieldset>
  )
}
