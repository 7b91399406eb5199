/** MathML as TeX, for equations whose page keeps no TeX of them. Reads at most 400 elements; null for more. */
export function texOfMathml(math: Element): string | null {
  if (math.getElementsByTagName('*').length > 400) return null
  const tex = row(math).replace(/\s+/g, ' ').trim()
  return tex || null
}

const signs: Record<string, string> = {
  '−': '-',
  '×': '\\times ',
  '·': '\\cdot ',
  '⋅': '\\cdot ',
  '÷': '\\div ',
  '±': '\\pm ',
  '∓': '\\mp ',
  '≤': '\\le ',
  '≥': '\\ge ',
  '≠': '\\ne ',
  '≈': '\\approx ',
  '≡': '\\equiv ',
  '∼': '\\sim ',
  '∝': '\\propto ',
  '∞': '\\infty ',
  '∑': '\\sum ',
  '∏': '\\prod ',
  '∫': '\\int ',
  '∮': '\\oint ',
  '∂': '\\partial ',
  '∇': '\\nabla ',
  '∈': '\\in ',
  '∉': '\\notin ',
  '⊂': '\\subset ',
  '⊆': '\\subseteq ',
  '∪': '\\cup ',
  '∩': '\\cap ',
  '∀': '\\forall ',
  '∃': '\\exists ',
  '→': '\\to ',
  '⇒': '\\Rightarrow ',
  '⇔': '\\Leftrightarrow ',
  '↦': '\\mapsto ',
  '…': '\\dots ',
  '⋯': '\\cdots ',
  '∘': '\\circ ',
  '⊗': '\\otimes ',
  '⊕': '\\oplus ',
  '¬': '\\neg ',
  '∧': '\\wedge ',
  '∨': '\\vee ',
  α: '\\alpha ',
  β: '\\beta ',
  γ: '\\gamma ',
  δ: '\\delta ',
  ε: '\\epsilon ',
  ϵ: '\\epsilon ',
  ζ: '\\zeta ',
  η: '\\eta ',
  θ: '\\theta ',
  κ: '\\kappa ',
  λ: '\\lambda ',
  μ: '\\mu ',
  ν: '\\nu ',
  ξ: '\\xi ',
  π: '\\pi ',
  ρ: '\\rho ',
  σ: '\\sigma ',
  τ: '\\tau ',
  φ: '\\phi ',
  ϕ: '\\phi ',
  χ: '\\chi ',
  ψ: '\\psi ',
  ω: '\\omega ',
  Γ: '\\Gamma ',
  Δ: '\\Delta ',
  Θ: '\\Theta ',
  Λ: '\\Lambda ',
  Ξ: '\\Xi ',
  Π: '\\Pi ',
  Σ: '\\Sigma ',
  Φ: '\\Phi ',
  Ψ: '\\Psi ',
  Ω: '\\Omega ',
  '{': '\\{',
  '}': '\\}',
  '%': '\\%',
  '#': '\\#',
  '&': '\\&',
  '\u2061': '',
  '\u2062': '',
  '\u2063': '',
  '\u2064': '',
}
const accents: Record<string, string> = {
  '^': 'hat',
  ˆ: 'hat',
  '~': 'tilde',
  '˜': 'tilde',
  '¯': 'bar',
  '‾': 'bar',
  '→': 'vec',
  '⃗': 'vec',
  '˙': 'dot',
  '.': 'dot',
  '¨': 'ddot',
}
const functions =
  /^(?:arccos|arcsin|arctan|cos|cosh|cot|det|dim|exp|gcd|inf|ker|lim|ln|log|max|min|sin|sinh|sup|tan|tanh)$/

const row = (element: Element): string => [...element.children].map(texOf).join('')
const group = (element: Element | undefined): string => {
  const tex = element ? texOf(element).trim() : ''
  return tex.length === 1 ? tex : `{${tex}}`
}
const letters = (element: Element): string =>
  [...(element.textContent ?? '').trim()].map(sign => signs[sign] ?? sign).join('')

function texOf(element: Element): string {
  const [one, two, three] = element.children
  switch (element.localName) {
    case 'mi': {
      const name = letters(element)
      if (functions.test(name)) return `\\${name} `
      return /^\p{L}{2,}$/u.test(name) ? `\\mathrm{${name}}` : name
    }
    case 'mn':
    case 'mo':
      return letters(element)
    case 'mtext':
    case 'ms':
      return `\\text{${(element.textContent ?? '').replace(/[\\{}$]/g, '')}}`
    case 'mspace':
      return ' '
    case 'mfrac':
      return `\\frac{${one ? texOf(one) : ''}}{${two ? texOf(two) : ''}}`
    case 'msqrt':
      return `\\sqrt{${row(element)}}`
    case 'mroot':
      return `\\sqrt[${two ? texOf(two) : ''}]{${one ? texOf(one) : ''}}`
    case 'msup':
      return `${group(one).replace(/^\{(.*)\}$/, '$1')}^${group(two)}`
    case 'msub':
    case 'munder':
      return `${one ? texOf(one).trim() : ''}_${group(two)}`
    case 'msubsup':
    case 'munderover':
      return `${one ? texOf(one).trim() : ''}_${group(two)}^${group(three)}`
    case 'mover': {
      const accent = accents[(two?.textContent ?? '').trim()]
      return accent ? `\\${accent}${group(one)}` : `${one ? texOf(one).trim() : ''}^${group(two)}`
    }
    case 'mfenced':
      return `(${[...element.children].map(texOf).join(',')})`
    case 'mtable':
      return `\\begin{matrix}${[...element.children].map(texOf).join(' \\\\ ')}\\end{matrix}`
    case 'mtr':
      return [...element.children].map(cell => row(cell)).join(' & ')
    case 'semantics':
      return one ? texOf(one) : ''
    case 'annotation':
    case 'annotation-xml':
    case 'mphantom':
      return ''
    default:
      return element.childElementCount ? row(element) : letters(element)
  }
}
