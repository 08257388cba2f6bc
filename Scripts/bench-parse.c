// Parses every file named on standard input with tree-sitter, on all cores, and does nothing else:
// what a tool that parses everything pays before it has looked at anything. For Scripts/bench.
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <tree_sitter/api.h>

const TSLanguage *tree_sitter_javascript(void);
const TSLanguage *tree_sitter_typescript(void);
const TSLanguage *tree_sitter_tsx(void);
const TSLanguage *tree_sitter_hcl(void);

static char **paths;
static size_t path_count;
static atomic_size_t next_path, files, bytes, nodes;

static const TSLanguage *language_of(const char *path) {
  const char *dot = strrchr(path, '.');
  if (!dot) return NULL;
  if (!strcmp(dot, ".ts") || !strcmp(dot, ".mts") || !strcmp(dot, ".cts"))
    return tree_sitter_typescript();
  if (!strcmp(dot, ".tsx")) return tree_sitter_tsx();
  if (!strcmp(dot, ".js") || !strcmp(dot, ".jsx") || !strcmp(dot, ".mjs") || !strcmp(dot, ".cjs"))
    return tree_sitter_javascript();
  if (!strcmp(dot, ".tf") || !strcmp(dot, ".tfvars")) return tree_sitter_hcl();
  return NULL;
}

static char *contents(const char *path, size_t *length) {
  FILE *file = fopen(path, "rb");
  if (!file) return NULL;
  char *data = NULL;
  long size;
  if (!fseek(file, 0, SEEK_END) && (size = ftell(file)) >= 0 && !fseek(file, 0, SEEK_SET)) {
    data = malloc((size_t)size + 1);
    if (data) *length = fread(data, 1, (size_t)size, file);
  }
  fclose(file);
  return data;
}

static void *work(void *unused) {
  (void)unused;
  TSParser *parser = ts_parser_new();
  for (;;) {
    size_t index = atomic_fetch_add(&next_path, 1);
    if (index >= path_count) break;
    const TSLanguage *language = language_of(paths[index]);
    size_t length = 0;
    char *data = language ? contents(paths[index], &length) : NULL;
    if (!data) continue;
    ts_parser_set_language(parser, language);
    TSTree *tree = ts_parser_parse_string(parser, NULL, data, (uint32_t)length);
    if (tree) {
      atomic_fetch_add(&files, 1);
      atomic_fetch_add(&bytes, length);
      atomic_fetch_add(&nodes, ts_node_descendant_count(ts_tree_root_node(tree)));
      ts_tree_delete(tree);
    }
    free(data);
  }
  ts_parser_delete(parser);
  return NULL;
}

int main(void) {
  size_t capacity = 0, room = 0;
  char *line = NULL;
  ssize_t length;
  while ((length = getline(&line, &room, stdin)) > 0) {
    if (line[length - 1] == '\n') line[length - 1] = 0;
    if (path_count == capacity) {
      capacity = capacity ? capacity * 2 : 1024;
      paths = realloc(paths, capacity * sizeof *paths);
      if (!paths) return 1;
    }
    paths[path_count] = strdup(line);
    if (!paths[path_count++]) return 1;
  }
  long cores = sysconf(_SC_NPROCESSORS_ONLN);
  if (cores < 1) cores = 1;
  pthread_t *threads = calloc((size_t)cores, sizeof *threads);
  if (!threads) return 1;
  for (long index = 0; index < cores; index++)
    if (pthread_create(&threads[index], NULL, work, NULL)) return 1;
  for (long index = 0; index < cores; index++) pthread_join(threads[index], NULL);
  printf("%zu files, %zu bytes, %zu nodes\n", files, bytes, nodes);
  return 0;
}
