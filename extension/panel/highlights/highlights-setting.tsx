import { usePanel } from '../panel-context.ts'

export function HighlightsSetting() {
  const { highlights } = usePanel().world
  return (
    <section class="settings__part">
      <h3 class="settings__title">Highlights</h3>
      <label class="settings__choice">
        <input
          type="checkbox"
          checked={highlights.on.value}
          onChange={event => void highlights.turn(event.currentTarget.checked)}
        />
        <span>Show my highlights on pages</span>
      </label>
      <p class="settings__words">
        Selections that you clipped are marked when you visit their page again, where Ownwords may read it.
      </p>
    </section>
  )
}
