import type { Project } from '../../../core/contract/project.ts'
import type { HandedScript } from '../../exports/handed-script.ts'
import type { Done } from '../done.ts'

/** Pages of ours that show a script in a tab. */
export type ExportPage = 'teleprompter' | 'print'

export interface ExportWorld {
  /** Hands the script over in the browser's memory and opens the page. @throws where the memory is full */
  open(page: ExportPage, script: HandedScript): Promise<void>
  /** The script was copied or saved in one of its forms. */
  taken(): void
  /** The whole project as a zipped folder, as the server has it. */
  folder(projectId: string): Done<ArrayBuffer>
  /**
   * Takes a project in from its zipped folder and opens it; refused as `conflict` where it is there already.
   * @param asNew beside the one that is there
   */
  bring(zip: File, asNew: boolean): Done<Project>
}
