/** How the reason of a NOT_RUN begins: nothing in this version of the harness judges the requirement, or plays it. */
export const NOT_BUILT = 'not built yet';
/** The system claims nothing that reaches it. */
export const OUTSIDE = 'outside';
/** The run set out to judge others. */
export const NOT_SELECTED = 'not selected';
