package dev.holdfast.authserver;

import java.util.Map;
import java.util.stream.Collectors;

/** What can be wrong with a parameter whatever it means. Bodies are written byte by character. */
enum Mutation {
  DUPLICATED {
    @Override
    String pair(String name, String value) {
      return name + '=' + value + '&' + name + '=' + value;
    }
  },
  MISSING {
    @Override
    String pair(String name, String value) {
      return "";
    }
  },
  EMPTY {
    @Override
    String pair(String name, String value) {
      return name + '=';
    }
  },
  OVERSIZED {
    @Override
    String pair(String name, String value) {
      return name + '=' + "x".repeat(9000);
    }
  },
  ESCAPED_LATIN_1 {
    @Override
    String pair(String name, String value) {
      return name + '=' + value + "%E9";
    }
  },
  OVERLONG_UTF_8 {
    @Override
    String pair(String name, String value) {
      return name + '=' + value + "%C0%AF";
    }
  },
  BROKEN_ESCAPE {
    @Override
    String pair(String name, String value) {
      return name + '=' + value + "%ZZ";
    }
  },
  CUT_ESCAPE {
    @Override
    String pair(String name, String value) {
      return name + '=' + value + "%";
    }
  },
  NUL {
    @Override
    String pair(String name, String value) {
      return name + '=' + value + "%00";
    }
  },
  LINE_BREAK {
    @Override
    String pair(String name, String value) {
      return name + '=' + value + "%0D%0ASet-Cookie:%20a=b";
    }
  };

  abstract String pair(String name, String value);

  /** Whether the parameter is as good as left out. */
  boolean leavesOut() {
    return this == MISSING || this == EMPTY;
  }

  /** A form with one parameter changed. */
  String apply(Map<String, String> form, String name) {
    return form.entrySet().stream()
        .map(
            field -> {
              String value = Browser.encode(field.getValue());
              return field.getKey().equals(name) ? pair(name, value) : field.getKey() + '=' + value;
            })
        .filter(pair -> !pair.isEmpty())
        .collect(Collectors.joining("&"));
  }
}
