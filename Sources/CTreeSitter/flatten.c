#include "ctreesitter.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <tree_sitter/api.h>

const TSLanguage *tree_sitter_typescript(void);
const TSLanguage *tree_sitter_tsx(void);
const TSLanguage *tree_sitter_javascript(void);
const TSLanguage *tree_sitter_hcl(void);
const TSLanguage *tree_sitter_dockerfile(void);
const TSLanguage *tree_sitter_prisma(void);

struct aw_parser {
  TSParser *parser;
};

static const TSLanguage *language_of(uint32_t language) {
  switch (language) {
    case AW_TYPESCRIPT: return tree_sitter_typescript();
    case AW_TSX: return tree_sitter_tsx();
    case AW_JAVASCRIPT: return tree_sitter_javascript();
    case AW_HCL: return tree_sitter_hcl();
    case AW_DOCKERFILE: return tree_sitter_dockerfile();
    case AW_PRISMA: return tree_sitter_prisma();
    default: return NULL;
  }
}

aw_parser *aw_parser_new(void) {
  aw_parser *parser = malloc(sizeof *parser);
  if (!parser) return NULL;
  parser->parser = ts_parser_new();
  return parser;
}

void aw_parser_delete(aw_parser *parser) {
  if (!parser) return;
  ts_parser_delete(parser->parser);
  free(parser);
}

typedef struct {
  const uint8_t *bytes;
  uint32_t length;
} input_bytes;

static const char *read_bytes(void *payload, uint32_t offset, TSPoint position, uint32_t *read) {
  (void)position;
  const input_bytes *input = payload;
  if (offset >= input->length) {
    *read = 0;
    return "";
  }
  *read = input->length - offset;
  return (const char *)input->bytes + offset;
}

typedef struct {
  struct timespec deadline;
} parse_deadline;

static bool past_deadline(TSParseState *state) {
  const parse_deadline *limit = state->payload;
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec > limit->deadline.tv_sec ||
         (now.tv_sec == limit->deadline.tv_sec && now.tv_nsec > limit->deadline.tv_nsec);
}

static aw_tree failure(aw_status status) {
  return (aw_tree){.status = status, .nodes = NULL, .count = 0};
}

static void describe(aw_node *record, TSNode node, uint16_t field, int32_t parent) {
  TSPoint start = ts_node_start_point(node);
  record->start = ts_node_start_byte(node);
  record->end = ts_node_end_byte(node);
  record->row = start.row;
  record->column = start.column;
  record->endRow = ts_node_end_point(node).row;
  record->parent = parent;
  record->next = -1;
  record->firstChild = -1;
  record->symbol = ts_node_symbol(node);
  record->field = field;
  record->named = ts_node_is_named(node);
  record->broken = ts_node_is_error(node) || ts_node_is_missing(node);
  record->reserved = 0;
}

// Walks with a cursor, so the depth of the source never becomes depth of our stack.
static aw_tree flatten(TSTree *tree, uint32_t maxDepth, uint32_t maxNodes) {
  TSNode root = ts_tree_root_node(tree);
  uint32_t capacity = ts_node_descendant_count(root) + 1;
  if (capacity > maxNodes) return failure(AW_TOO_LARGE);
  aw_node *nodes = malloc(sizeof(aw_node) * capacity);
  if (!nodes) return failure(AW_OUT_OF_MEMORY);

  TSTreeCursor cursor = ts_tree_cursor_new(root);
  uint32_t count = 0;
  int32_t parent = -1;
  uint32_t depth = 0;
  aw_status status = AW_PARSED;
  describe(&nodes[count++], root, 0, -1);
  int32_t current = 0;
  for (;;) {
    if (ts_tree_cursor_goto_first_child(&cursor)) {
      parent = current;
      if (++depth > maxDepth) {
        status = AW_TOO_DEEP;
        break;
      }
      nodes[parent].firstChild = (int32_t)count;
    } else {
      bool moved = false;
      for (;;) {
        if (ts_tree_cursor_goto_next_sibling(&cursor)) {
          nodes[current].next = (int32_t)count;
          parent = nodes[current].parent;
          moved = true;
          break;
        }
        if (!ts_tree_cursor_goto_parent(&cursor)) break;
        current = nodes[current].parent;
        depth--;
      }
      if (!moved) break;
    }
    if (count >= capacity) {
      status = AW_TOO_LARGE;
      break;
    }
    current = (int32_t)count++;
    describe(&nodes[current], ts_tree_cursor_current_node(&cursor),
             ts_tree_cursor_current_field_id(&cursor), parent);
  }
  ts_tree_cursor_delete(&cursor);
  if (status != AW_PARSED) {
    free(nodes);
    return failure(status);
  }
  return (aw_tree){.status = AW_PARSED, .nodes = nodes, .count = count};
}

aw_tree aw_parse(aw_parser *parser, uint32_t language, const uint8_t *bytes, uint32_t length,
                 uint32_t maxDepth, uint32_t maxNodes, uint32_t milliseconds) {
  const TSLanguage *grammar = language_of(language);
  if (!grammar || !ts_parser_set_language(parser->parser, grammar)) {
    return failure(AW_UNKNOWN_LANGUAGE);
  }
  input_bytes input = {bytes, length};
  parse_deadline limit;
  clock_gettime(CLOCK_MONOTONIC, &limit.deadline);
  limit.deadline.tv_sec += milliseconds / 1000;
  limit.deadline.tv_nsec += (long)(milliseconds % 1000) * 1000000L;
  if (limit.deadline.tv_nsec >= 1000000000L) {
    limit.deadline.tv_sec += 1;
    limit.deadline.tv_nsec -= 1000000000L;
  }
  TSInput source = {
      .payload = &input, .read = read_bytes, .encoding = TSInputEncodingUTF8, .decode = NULL};
  TSParseOptions options = {.payload = &limit, .progress_callback = past_deadline};
  TSTree *tree = ts_parser_parse_with_options(parser->parser, NULL, source, options);
  if (!tree) {
    ts_parser_reset(parser->parser);
    return failure(AW_TIMED_OUT);
  }
  aw_tree flat = flatten(tree, maxDepth, maxNodes);
  ts_tree_delete(tree);
  return flat;
}

void aw_release(aw_tree tree) { free(tree.nodes); }

uint32_t aw_symbol_count(uint32_t language) {
  const TSLanguage *grammar = language_of(language);
  return grammar ? ts_language_symbol_count(grammar) : 0;
}

const char *aw_symbol_name(uint32_t language, uint16_t symbol) {
  const TSLanguage *grammar = language_of(language);
  return grammar ? ts_language_symbol_name(grammar, symbol) : NULL;
}

uint32_t aw_field_count(uint32_t language) {
  const TSLanguage *grammar = language_of(language);
  return grammar ? ts_language_field_count(grammar) : 0;
}

const char *aw_field_name(uint32_t language, uint16_t field) {
  const TSLanguage *grammar = language_of(language);
  return grammar ? ts_language_field_name_for_id(grammar, field) : NULL;
}
