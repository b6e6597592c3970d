"""Parts of screens. Each knows its own data and messages, never its parent or a sibling."""
