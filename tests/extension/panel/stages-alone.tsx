import { useState } from 'preact/hooks'
import { Tabs } from '../../../extension/panel/ui/tabs.tsx'

const stages = ['Collect', 'Research', 'Angle', 'Outline', 'Script', 'Brief', 'Check'].map((name, at) => ({
  tab: name.toLowerCase(),
  name,
  note: at < 3 ? '✓' : '',
}))

/** As many stages as there will be, where three are now. */
export function StagesAlone() {
  const [chosen, setChosen] = useState('collect')
  return (
    <div class="panel work" style={{ display: 'block' }}>
      <main>
        <h1 class="unseen">Stages</h1>
        <div class="work__head">
          <div class="work__nav">
            <Tabs of="stage" label="Stages" tabs={stages} chosen={chosen} onChosen={setChosen} />
          </div>
        </div>
        <div id={`stage-${chosen}`} role="tabpanel" aria-labelledby={`stage-tab-${chosen}`}>
          <p>{chosen}</p>
        </div>
      </main>
    </div>
  )
}
