#ifndef AUDITWRIGHT_CTREESITTER_H
#define AUDITWRIGHT_CTREESITTER_H

#include <stdbool.h>
#include <stdint.h>

// One node of a syntax tree, flattened in document order (a node precedes its children).
// Flattening once in C lets the Swift side walk plain memory instead of crossing into the
// library for every child, and lets the tree itself be freed at once.
typedef struct {
  uint32_t start;         // byte offset of the first byte
  uint32_t end;           // byte offset past the last byte
  uint32_t row;           // 0-based line of the first byte
  uint32_t column;        // 0-based byte column of the first byte
  uint32_t endRow;        // 0-based line of the last byte
  int32_t parent;         // index of the parent, -1 for the root
  int32_t next;           // index of the next sibling, -1 for the last
  int32_t firstChild;     // index of the first child, -1 for a leaf
  uint16_t symbol;        // grammar symbol
  uint16_t field;         // grammar field id, 0 for none
  uint8_t named;          // 1 when the grammar names the node
  uint8_t broken;         // 1 for an ERROR node or a node the parser had to invent
  uint16_t reserved;
} aw_node;

typedef enum {
  AW_PARSED = 0,
  AW_UNKNOWN_LANGUAGE = 1,
  AW_TOO_DEEP = 2,      // nested deeper than maxDepth
  AW_TOO_LARGE = 3,     // more nodes than maxNodes
  AW_TIMED_OUT = 4,
  AW_OUT_OF_MEMORY = 5,
} aw_status;

typedef struct {
  aw_status status;
  aw_node *nodes;       // malloc'ed, to be released with aw_release
  uint32_t count;
} aw_tree;

typedef struct aw_parser aw_parser;

// Languages, in the order of SyntaxLanguage on the Swift side.
enum {
  AW_TYPESCRIPT = 0,
  AW_TSX = 1,
  AW_JAVASCRIPT = 2,
  AW_HCL = 3,
  AW_DOCKERFILE = 4,
  AW_PRISMA = 5,
};

aw_parser *aw_parser_new(void);
void aw_parser_delete(aw_parser *parser);

// Parses `length` bytes and flattens the result. Gives up after `milliseconds`.
aw_tree aw_parse(aw_parser *parser, uint32_t language, const uint8_t *bytes, uint32_t length,
                 uint32_t maxDepth, uint32_t maxNodes, uint32_t milliseconds);
void aw_release(aw_tree tree);

uint32_t aw_symbol_count(uint32_t language);
const char *aw_symbol_name(uint32_t language, uint16_t symbol);
uint32_t aw_field_count(uint32_t language);
const char *aw_field_name(uint32_t language, uint16_t field);

#endif
