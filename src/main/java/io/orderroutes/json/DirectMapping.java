package io.orderroutes.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.impl.ExpressionImpl;
import com.schibsted.spt.data.jslt.impl.ExpressionNode;
import com.schibsted.spt.data.jslt.impl.JstlFile;
import com.schibsted.spt.data.jslt.impl.LetExpression;
import com.schibsted.spt.data.jslt.impl.NodeUtils;
import com.schibsted.spt.data.jslt.impl.Scope;
import java.util.Map;

/**
 * A compiled JSLT mapping that writes its result instead of building it. JSLT itself evaluates
 * every expression; only what makes objects and lists is done here: their parts are written as they
 * are found, and taken back where JSLT would leave them out.
 */
public final class DirectMapping {
  private final LetExpression[] lets;
  private final JstlFile[] files;
  private final int variables;
  private final ExpressionNode expression;
  private final MappingParts.Part result;

  /** Of a mapping as JSLT's parser made it. */
  public DirectMapping(Expression mapping) {
    ExpressionImpl compiled = (ExpressionImpl) mapping;
    lets = MappingParts.of(compiled, "lets");
    files = MappingParts.of(compiled, "fileModules");
    variables = compiled.getStackFrameSize();
    expression = MappingParts.of(compiled, "actual");
    result = new MappingParts().part(expression);
  }

  /** Whether a member stays, whose value was written from {@code begin} on. */
  public interface Kept {
    boolean test(String name, int begin);
  }

  /** Writes the result. */
  public void write(JsonNode input, JsonOut out) {
    result.write(scope(input), input, out);
  }

  /**
   * Writes the members of the result into the object that is open.
   *
   * @param kept is told each member's name, and where its value was just written, and says whether
   *     it stays
   * @return whether the result is an object; else nothing is written
   */
  public boolean writeMembers(JsonNode input, Kept kept, JsonOut out) {
    Scope scope = scope(input);
    if (result instanceof MappingParts.ObjectPart object) {
      object.writeMembers(scope, input, kept, out);
      return true;
    }
    JsonNode value = expression.apply(scope, input);
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      int before = out.size();
      out.name(member.getKey());
      int begin = out.size();
      out.node(member.getValue());
      if (!kept.test(member.getKey(), begin)) {
        out.cut(before);
      }
    }
    return value.isObject();
  }

  private Scope scope(JsonNode input) {
    Scope scope = Scope.getRoot(variables);
    for (JstlFile file : files) {
      file.evaluateLetsOnly(scope, input);
    }
    NodeUtils.evalLets(scope, input, lets);
    return scope;
  }
}
