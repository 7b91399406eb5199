import type { DecisionsWorld } from '../decisions/decisions-world.ts'
import type { ScriptDocument, ScriptWorld } from '../script/script-world.ts'

/** What is exported: the script of the way that is open, and what was decided on it. */
export interface ExportProps {
  script: ScriptWorld
  document: ScriptDocument
  decisions: DecisionsWorld
}
