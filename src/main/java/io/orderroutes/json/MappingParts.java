package io.orderroutes.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.filters.DefaultJsonFilter;
import com.schibsted.spt.data.jslt.impl.AbstractInvocationExpression;
import com.schibsted.spt.data.jslt.impl.ArrayExpression;
import com.schibsted.spt.data.jslt.impl.ExpressionImpl;
import com.schibsted.spt.data.jslt.impl.ExpressionNode;
import com.schibsted.spt.data.jslt.impl.ForExpression;
import com.schibsted.spt.data.jslt.impl.FunctionDeclaration;
import com.schibsted.spt.data.jslt.impl.FunctionExpression;
import com.schibsted.spt.data.jslt.impl.IfExpression;
import com.schibsted.spt.data.jslt.impl.LetExpression;
import com.schibsted.spt.data.jslt.impl.LiteralExpression;
import com.schibsted.spt.data.jslt.impl.NodeUtils;
import com.schibsted.spt.data.jslt.impl.ObjectExpression;
import com.schibsted.spt.data.jslt.impl.PairExpression;
import com.schibsted.spt.data.jslt.impl.PlusOperator;
import com.schibsted.spt.data.jslt.impl.Scope;
import io.orderroutes.json.DirectMapping.Kept;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes of JSLT's expressions what writes their values. */
// what of() looks into
@RegisterForReflection(
    methods = false,
    ignoreNested = true,
    targets = {
      AbstractInvocationExpression.class,
      ArrayExpression.class,
      ExpressionImpl.class,
      ForExpression.class,
      FunctionDeclaration.class,
      FunctionExpression.class,
      IfExpression.class,
      ObjectExpression.class,
      PairExpression.class
    })
final class MappingParts {
  private static final Kept ALL = (name, begin) -> true;

  private final Map<FunctionDeclaration, Body> functions = new HashMap<>();

  /** Writes the value of an expression; says whether an object around it would keep it. */
  interface Part {
    boolean write(Scope scope, JsonNode input, JsonOut out);
  }

  Part part(ExpressionNode node) {
    if (node instanceof LiteralExpression) {
      return literal(node.apply(null, null));
    } else if (node instanceof ObjectExpression && ObjectPart.covers(node)) {
      return new ObjectPart(of(node, "lets"), pairs(of(node, "children")));
    } else if (node instanceof ArrayExpression) {
      return list(parts(of(node, "children")));
    } else if (node instanceof ForExpression) {
      return loops(List.of(loop(node)));
    } else if (node instanceof IfExpression) {
      return choice(node);
    } else if (node instanceof PlusOperator plus
        && plus.getLeft() instanceof ForExpression
        && plus.getRight() instanceof ForExpression) {
      return loops(List.of(loop(plus.getLeft()), loop(plus.getRight())));
    } else if (node instanceof FunctionExpression && of(node, "declared") != null) {
      return new CallPart(of(node, "arguments"), body(of(node, "declared")));
    }
    return (scope, input, out) -> {
      JsonNode value = node.apply(scope, input);
      out.node(value);
      return NodeUtils.isValue(value);
    };
  }

  private List<Part> parts(ExpressionNode[] nodes) {
    List<Part> parts = new ArrayList<>();
    for (ExpressionNode node : nodes) {
      parts.add(part(node));
    }
    return parts;
  }

  private static Part literal(JsonNode value) {
    JsonOut written = new JsonOut(16);
    written.node(value);
    byte[] json = written.toByteArray();
    boolean kept = NodeUtils.isValue(value);
    return (scope, input, out) -> {
      out.raw(json, 0, json.length);
      return kept;
    };
  }

  private List<Pair> pairs(PairExpression[] pairs) {
    List<Pair> all = new ArrayList<>();
    for (PairExpression pair : pairs) {
      String name = pair.getStaticKey();
      all.add(new Pair(name, JsonOut.quoted(name), part(of(pair, "value"))));
    }
    return all;
  }

  private record Pair(String name, byte[] quoted, Part value) {
    /** A member that JSLT leaves out is taken back. */
    void write(Scope scope, JsonNode input, JsonOut out, Kept kept) {
      int before = out.size();
      out.name(quoted);
      int begin = out.size();
      if (!value.write(scope, input, out) || !kept.test(name, begin)) {
        out.cut(before);
      }
    }
  }

  record ObjectPart(LetExpression[] lets, List<Pair> pairs) implements Part {
    /** Names that are computed, and members that are copied, are JSLT's. */
    static boolean covers(ExpressionNode object) {
      return of(object, "matcher") == null
          && !MappingParts.<Boolean>of(object, "containsDynamicKeys")
          && of(object, "filter") instanceof DefaultJsonFilter;
    }

    @Override
    public boolean write(Scope scope, JsonNode input, JsonOut out) {
      out.bracket('{');
      int before = out.size();
      writeMembers(scope, input, ALL, out);
      boolean kept = out.size() > before;
      out.bracket('}');
      return kept;
    }

    void writeMembers(Scope scope, JsonNode input, Kept kept, JsonOut out) {
      NodeUtils.evalLets(scope, input, lets);
      for (Pair pair : pairs) {
        pair.write(scope, input, out, kept);
      }
    }
  }

  private static Part list(List<Part> elements) {
    return (scope, input, out) -> {
      out.bracket('[');
      for (Part element : elements) {
        out.comma();
        element.write(scope, input, out);
      }
      out.bracket(']');
      return !elements.isEmpty();
    };
  }

  private Loop loop(ExpressionNode node) {
    ExpressionNode condition = of(node, "ifExpr");
    return new Loop(of(node, "valueExpr"), of(node, "lets"), condition, part(of(node, "loopExpr")));
  }

  private record Loop(
      ExpressionNode values, LetExpression[] lets, ExpressionNode condition, Part element) {

    /** Writes the elements; of null there are none, and it says so. */
    boolean write(Scope scope, JsonNode input, JsonOut out) {
      JsonNode over = values.apply(scope, input);
      if (over.isNull()) {
        return false;
      } else if (over.isObject()) {
        over = NodeUtils.convertObjectToArray(over);
      } else if (!over.isArray()) {
        throw new JsltException("For loop cannot iterate over " + over.getNodeType());
      }
      for (JsonNode value : over) {
        NodeUtils.evalLets(scope, value, lets);
        if (condition == null || NodeUtils.isTrue(condition.apply(scope, value))) {
          out.comma();
          element.write(scope, value, out);
        }
      }
      return true;
    }
  }

  /** The lists of loops, one after the other; null where all of them are over null. */
  private static Part loops(List<Loop> loops) {
    return (scope, input, out) -> {
      out.bracket('[');
      int before = out.size();
      boolean list = false;
      for (Loop loop : loops) {
        list |= loop.write(scope, input, out);
      }
      boolean kept = out.size() > before;
      if (list) {
        out.bracket(']');
      } else {
        out.cut(before - 1);
        out.ascii("null");
      }
      return kept;
    };
  }

  private Part choice(ExpressionNode node) {
    ExpressionNode test = of(node, "test");
    LetExpression[] lets = of(node, "thenlets");
    LetExpression[] otherLets = of(node, "elselets");
    Part value = part(of(node, "then"));
    ExpressionNode other = of(node, "orelse");
    Part otherwise = other == null ? literal(NullNode.instance) : part(other);
    return (scope, input, out) -> {
      boolean holds = NodeUtils.isTrue(test.apply(scope, input));
      NodeUtils.evalLets(scope, input, holds ? lets : otherLets);
      return (holds ? value : otherwise).write(scope, input, out);
    };
  }

  /** Of a function that the mapping declares; it may call itself. */
  private static final class Body {
    private int[] parameters;
    private int variables;
    private LetExpression[] lets;
    private Part result;
  }

  private Body body(FunctionDeclaration function) {
    Body known = functions.get(function);
    if (known != null) {
      return known;
    }
    Body body = new Body();
    functions.put(function, body);
    body.parameters = of(function, "parameterSlots");
    body.variables = MappingParts.<Integer>of(function, "stackFrameSize");
    body.lets = of(function, "lets");
    body.result = part(of(function, "body"));
    return body;
  }

  private record CallPart(ExpressionNode[] arguments, Body body) implements Part {
    @Override
    public boolean write(Scope scope, JsonNode input, JsonOut out) {
      JsonNode[] values = new JsonNode[arguments.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = arguments[i].apply(scope, input);
      }
      scope.enterFunction(body.variables);
      for (int i = 0; i < values.length; i++) {
        scope.setValue(body.parameters[i], values[i]);
      }
      NodeUtils.evalLets(scope, input, body.lets);
      boolean kept = body.result.write(scope, input, out);
      scope.leaveFunction();
      return kept;
    }
  }

  /** What JSLT's expression holds; JSLT has no other way to ask for it. */
  @SuppressWarnings("unchecked")
  static <T> T of(Object expression, String name) {
    Class<?> type =
        name.equals("arguments") ? AbstractInvocationExpression.class : expression.getClass();
    try {
      Field field = type.getDeclaredField(name);
      field.setAccessible(true);
      return (T) field.get(expression);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this version of JSLT is not known: " + type, e);
    }
  }
}
