import { render } from 'preact'
import { Panel } from '../../../extension/panel/panel.tsx'
import { createFakeWorld, type FakeWorld } from './fake-world.ts'
import { MeterAlone } from './meter-alone.tsx'
import { meterScenarios } from './meter-scenarios.ts'
import { scenarios } from './scenarios.ts'
import { StagesAlone } from './stages-alone.tsx'

declare global {
  interface Window {
    /** The world behind the panel, for the test to turn and to ask. */
    fake: FakeWorld
  }
}

const name = new URLSearchParams(location.search).get('scenario') ?? 'collect'
const scenario = scenarios[name]
if (!scenario) throw new Error(`No scenario is called ${name}`)
window.fake = createFakeWorld(scenario())
const Shown = name in meterScenarios ? MeterAlone : name === 'stages-seven' ? StagesAlone : Panel
const place = name.startsWith('workspace') ? 'tab' : 'panel'
render(<Shown world={window.fake.world} place={place} />, document.getElementById('panel')!)
