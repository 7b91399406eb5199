/** The creator's own words on a source. */
export function Tags({ tags }: { tags: readonly string[] }) {
  return (
    <ul class="tags" aria-label="Tags">
      {tags.map(tag => (
        <li key={tag} class="tag" dir="auto">
          {tag}
        </li>
      ))}
    </ul>
  )
}
