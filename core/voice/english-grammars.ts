import file from './data/grammars.json' with { type: 'json' }
import type { GrammarFile } from './grammar.ts'

/** How English speakers and models string words, as it ships. Import it only where drafts are judged. */
export const englishGrammars = file as unknown as GrammarFile
