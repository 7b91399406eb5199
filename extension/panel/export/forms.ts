import type { ScriptState } from '../../../core/contract/script.ts'
import { avHtml } from '../../../core/script/forms/av-html.ts'
import { avMarkdown } from '../../../core/script/forms/av-markdown.ts'
import { description } from '../../../core/script/forms/description.ts'
import type { FormOptions } from '../../../core/script/forms/form.ts'
import { ledgerJson, ledgerMarkdown } from '../../../core/script/forms/ledger.ts'
import { outlineMarkdown } from '../../../core/script/forms/outline-markdown.ts'
import { plainScript } from '../../../core/script/forms/plain-script.ts'
import { scriptMarkdown } from '../../../core/script/forms/script-markdown.ts'
import { subtitles } from '../../../core/script/forms/subtitles.ts'

/** A kind of file that a form is saved as. */
export interface Saving {
  /** On the button: "Word". */
  name: string
  extension: string
  type: string
  make: (state: ScriptState, options: FormOptions) => string | Promise<ArrayBuffer>
}

/** A form in which a script leaves the panel. */
export interface Form {
  id: string
  name: string
  /** What is in it, and what for. */
  says: string
  /** Behind the title in a file's name. */
  file: string
  /** The words for the clipboard; null where only a file makes sense. */
  copy: ((state: ScriptState, options: FormOptions) => { plain: string; html?: string }) | null
  saves: Saving[]
}

const text = { extension: 'txt', type: 'text/plain;charset=utf-8' }
const markdown = { name: 'Markdown', extension: 'md', type: 'text/markdown;charset=utf-8' }
const word = {
  name: 'Word',
  extension: 'docx',
  type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
}
const docx = () => import('../../../core/script/forms/docx-document.ts')

export const forms: { group: string; forms: Form[] }[] = [
  {
    group: 'To speak',
    forms: [
      {
        id: 'spoken',
        name: 'Spoken script',
        says: 'The words and nothing else, a paragraph a beat.',
        file: 'spoken',
        copy: state => ({ plain: plainScript(state) }),
        saves: [
          { name: 'Text', ...text, make: plainScript },
          { ...word, make: async (state, options) => (await docx()).scriptDocx(state, options) },
        ],
      },
    ],
  },
  {
    group: 'To shoot and cut',
    forms: [
      {
        id: 'av',
        name: 'Two columns',
        says: 'Picture and sound side by side, with cues and links to the clipped seconds. Copied, it is a table in Google Docs and Word.',
        file: 'two columns',
        copy: (state, options) => ({ plain: avMarkdown(state, options), html: avHtml(state, options) }),
        saves: [
          { ...word, make: async (state, options) => (await docx()).avDocx(state, options) },
          { ...markdown, make: avMarkdown },
          { name: 'HTML', extension: 'html', type: 'text/html;charset=utf-8', make: avHtml },
        ],
      },
      {
        id: 'subtitles',
        name: 'Subtitles, a draft',
        says: 'WebVTT by your pace: its times have to be set to the recording.',
        file: 'subtitles',
        copy: (state, { pace }) => ({ plain: subtitles(state, pace) }),
        saves: [
          {
            name: 'VTT',
            extension: 'vtt',
            type: 'text/vtt;charset=utf-8',
            make: (state, { pace }) => subtitles(state, pace),
          },
        ],
      },
    ],
  },
  {
    group: 'To publish',
    forms: [
      {
        id: 'description',
        name: 'Description for YouTube',
        says: 'Chapters and sources together, ready to be pasted. The chapters’ times are a draft until the cut.',
        file: 'description',
        copy: (state, { pace }) => ({ plain: description(state, pace).text }),
        saves: [{ name: 'Text', ...text, make: (state, { pace }) => description(state, pace).text }],
      },
    ],
  },
  {
    group: 'To keep and to show',
    forms: [
      {
        id: 'markdown',
        name: 'Script with its quotes',
        says: 'Beats and sentences, each literal quote as a footnote with its link, what is open marked and listed.',
        file: 'script',
        copy: (state, options) => ({ plain: scriptMarkdown(state, options) }),
        saves: [{ ...markdown, make: scriptMarkdown }],
      },
      {
        id: 'outline',
        name: 'Outline',
        says: 'The beats with their purpose, length and evidence.',
        file: 'outline',
        copy: (state, options) => ({ plain: outlineMarkdown(state, options) }),
        saves: [{ ...markdown, make: outlineMarkdown }],
      },
      {
        id: 'ledger',
        name: 'Ledger',
        says: 'What stands behind each sentence, and whose words it is.',
        file: 'ledger',
        copy: (state, options) => ({ plain: ledgerMarkdown(state, options) }),
        saves: [
          { ...markdown, make: ledgerMarkdown },
          { name: 'JSON', extension: 'json', type: 'application/json', make: ledgerJson },
        ],
      },
    ],
  },
]
