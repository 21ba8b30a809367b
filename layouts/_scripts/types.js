// @ts-check
/**
 * The values that the scripts hand to each other. What a weave holds is described by
 * generator/weave/weave.schema.json. The file has types only, and nothing of it is published.
 */

/**
 * How a token is marked.
 * @typedef {object} Look
 * @property {number} [number] the same for all styles that are alike
 * @property {string} [link] an address as the source has it, which is not to be trusted
 * @property {string[]} [marks]
 * @property {boolean} [break] a line break stands before the token
 * @property {boolean} [verbatim] the run is one token
 */

/**
 * @typedef {object} Token
 * @property {string} text
 * @property {string} word as it counts for a change of wording; "" for punctuation
 * @property {string} seen what a reader sees of it
 * @property {number} [weight] how much its letters tell, once that was asked for
 * @property {boolean} address whether it shows an address
 * @property {boolean} space whether white space stands before it
 * @property {boolean} joined whether it goes on with the word of the token before it
 * @property {number} [style] the number of its look
 * @property {Look} look
 * @property {number[]} states of its block that have it: from, up to, from, up to …; none for all
 */

/**
 * A container that a block stands in.
 * @typedef {object} Container
 * @property {string} kind
 * @property {string} [type]
 * @property {number} [span]
 * @property {number} [start]
 */

/**
 * Where and as what a block stands.
 * @typedef {object} Layout
 * @property {string} kind
 * @property {number} [level]
 * @property {boolean} [tight]
 * @property {Container[]} [path] the containers around the block, the outermost first
 * @property {number} [fresh] index in path of the first container that begins with the block
 */

/**
 * A block of the weave in one of its states.
 * @typedef {object} BlockState
 * @property {number} block
 * @property {number} state
 */

/** @typedef {BlockState & Layout & { section?: Section }} Block a block of a document */

/**
 * A state of a section, as the weave stores it.
 * @typedef {object} SectionState
 * @property {number} line
 * @property {number} depth
 * @property {number} [level]
 * @property {string} [number]
 * @property {number[]} [heading]
 * @property {[number, number]} [title] which tokens of the heading are its title
 * @property {number[]} blocks
 */

/**
 * A section of a document.
 * @typedef {object} Section
 * @property {number} id of its state
 * @property {number} line the same in all versions
 * @property {string} anchor
 * @property {number} depth
 * @property {number} [level]
 * @property {string} [number]
 * @property {[number, number]} [title]
 * @property {number} heading index of its heading among the document's blocks, or -1
 * @property {Block} [headline] its heading
 * @property {number[]} blocks indexes of its blocks
 */

/**
 * A version as a flat text.
 * @typedef {object} Document
 * @property {string} digest
 * @property {Block[]} blocks in reading order
 * @property {Section[]} sections
 * @property {number} titleBlock index of the block that gives the title, or -1
 * @property {Token[]} titleTokens
 * @property {Record<string, string | null>} [leads] where fragments lead that are no anchors of the text
 * @property {string} [base] the address that relative addresses count against
 * @property {Record<string, string>} [fixed] addresses that lead elsewhere than a browser takes them to
 */

/**
 * Old members that became new ones: of two sequences, [oldFrom, oldTo, newFrom, newTo]. What lies between
 * spans matches. A minor one changes no word.
 * @typedef {[oldFrom: number, oldTo: number, newFrom: number, newTo: number] & { minor?: boolean }} Span
 */

/**
 * An edit of a new block whose words crossed a border.
 * @typedef {object} Edit
 * @property {boolean} matches
 * @property {boolean} minor
 * @property {boolean} [joined] whether another old block goes on here
 * @property {number} source the old block, or -1
 * @property {Span} span
 * @property {Token[]} old
 * @property {Token[]} now
 */

/**
 * Tokens of a row that stayed, or that changed.
 * @typedef {object} Part
 * @property {Token[]} old
 * @property {Token[]} now
 * @property {{ minor?: boolean }} [change] none if they stayed
 * @property {Edit} [edit] of a row whose words crossed a border
 */

/**
 * Where a row stands in a table that has the rows and columns of both texts.
 * @typedef {object} Cell
 * @property {number} table index among the comparison's tables
 * @property {number} row -1 outside the rows
 * @property {number} column
 * @property {number} [span]
 * @property {number} [of] how many columns there are
 */

/**
 * A block, or heading, of either text or of both.
 * @typedef {object} Row
 * @property {number} old the block of the old text, or -1
 * @property {number} now that of the new one, or -1
 * @property {boolean} moved
 * @property {number} movedTo the new block, of a row that tells only where an old one went; or -1
 * @property {boolean} taken whether its words are told in rows of other blocks
 * @property {Span[]} spans what changed
 * @property {Edit[]} [edits] instead of spans, if words crossed a border
 * @property {boolean} [divided] whether the old block was divided
 * @property {Part[]} parts
 * @property {number} added words
 * @property {number} removed words
 * @property {number} markup changes of markup
 * @property {boolean} presented whether its presentation changed
 * @property {boolean} changed
 * @property {Cell} [cell]
 */

/**
 * What a section was in the old text and is in the new, if it stands there.
 * @typedef {object} SectionChange
 * @property {number} old index among the old sections, or -1
 * @property {number} now index among the new sections, or -1
 * @property {Section} [was]
 * @property {Section} [is]
 * @property {boolean} moved
 * @property {Row} heading
 * @property {Row[]} [rows] none if nothing changed
 * @property {boolean} took whether it has words that another section had
 * @property {boolean} gave whether another section has words of it
 * @property {string} status
 * @property {string[]} changes
 * @property {number} wordsAdded
 * @property {number} wordsRemoved
 */

/**
 * A changed link.
 * @typedef {object} LinkChange
 * @property {string} old
 * @property {string} new
 * @property {string} text
 */

/**
 * A table of a section: blocks from first up to end.
 * @typedef {object} Table
 * @property {number} first
 * @property {number} end
 * @property {Map<number, { row: number, column: number, span: number }>} cells by block
 * @property {number} rows
 * @property {number} columns
 * @property {number} next the column of the next cell
 */

/**
 * @typedef {object} Verdict
 * @property {"identical" | "presentation" | "wording" | "sections"} kind
 * @property {number} added sections
 * @property {number} removed sections
 * @property {number} changed sections
 * @property {number} of how many sections the new text has
 * @property {boolean} title whether words of the policy's title changed
 * @property {number} wordsAdded
 * @property {number} wordsRemoved
 */

/** @typedef {import("./weave.js").Weave} Weave */

/**
 * Two versions that are compared.
 * @typedef {object} Pairing
 * @property {Weave} weave
 * @property {Document} old
 * @property {Document} now
 * @property {import("./pieces.js").Rest} rest
 * @property {SectionChange[]} sections
 * @property {number[]} oldBlocks the old block that each new one was, or -1
 * @property {Set<number>} moved the new blocks that moved
 * @property {Map<number, { edits: Edit[], divided: boolean }>} crossed by new block, if its words crossed a border
 * @property {Set<number>} absorbed the old blocks that are told in rows of others
 * @property {LinkChange[]} links
 * @property {{ old: Table, now: Table }[]} tables that changed
 * @property {number} markup changes of markup
 */

/** @typedef {Pairing & { titleChanged: boolean, verdict: Verdict }} Comparison */

export {};
