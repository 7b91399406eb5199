import { z } from 'zod'

/** What the agent may do. Reading, noting for the creator, proposing: nothing else. */
export const Tool = z.enum([
  'search',
  'read_passage',
  'list_claims',
  'compare_sources',
  'search_channel',
  'add_note',
  'propose',
])
export type Tool = z.infer<typeof Tool>

/** A tool that was used, in words for the creator: "Searched your sources for “lithium price”: 6 passages". */
export const ToolUse = z.object({ tool: Tool, says: z.string() })
export type ToolUse = z.infer<typeof ToolUse>
