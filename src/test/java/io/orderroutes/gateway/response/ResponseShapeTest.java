package io.orderroutes.gateway.response;

import static io.orderroutes.gateway.response.Read.answer;
import static io.orderroutes.gateway.response.Read.payload;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.gateway.response.ResponsePaths.Want;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which bytes of an answer are left out: the envelope, the request id, the list wrappers. */
class ResponseShapeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'request_id':'r','a':1,'b':2}         | {'a':1,'b':2}",
        "{'a':1,'request_id':'r','b':2}         | {'a':1,'b':2}",
        "{'a':1,'b':2,'request_id':'r'}         | {'a':1,'b':2}",
        "{'request_id':'r'}                     | {}",
        "{'request_id':'r','a':1,'request_id':7}| {'a':1}",
        "{'request_id':'r','request_id':7}      | {}",
        "{'request_id':null,'a':1}              | {'a':1}",
        "{'a':{'request_id':'r'}}               | {'a':{'request_id':'r'}}",
        "{}                                     | {}"
      })
  void cutsTheRequestIdWithItsComma(String answer, String payload) throws Exception {
    assertThat(payload(quoted(answer))).isEqualTo(quoted(payload));
    assertThat(payload(quoted("{'x_response':" + answer + "}"))).isEqualTo(quoted(payload));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{ 'request_id' : 'r' , 'a' : 1 }",
        "{ 'a' : 1 , 'request_id' : 'r' }",
        "{ 'a' : [ 1 ] , 'request_id' : { 'odd' : [ ',' ] } }"
      })
  void cutsTheRequestIdOutOfSpacedJson(String answer) throws Exception {
    String spaced = quoted(answer).replace(" ", "\n\t  ");
    assertThat(payload(spaced).replaceAll("\\s", "")).isIn("{\"a\":1}", "{\"a\":[1]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'l':{'x':[{'a':1},{'a':2}]}}                | {'l':[{'a':1},{'a':2}]}",
        "{'l':{'x':[{'m':{'y':[{'n':{'z':[1]}}]}}]}}  | {'l':[{'m':[{'n':[1]}]}]}",
        "{'l':{'string':['a','b']},'o':{'number':[1]}}| {'l':['a','b'],'o':[1]}",
        "{'l':{'x':[]}}                               | {'l':[]}",
        "{'l':{'x':[[1],[2]]}}                        | {'l':[[1],[2]]}",
        "{'l':{}}                                     | {'l':{}}",
        "{'l':{'x':{}}}                               | {'l':{'x':{}}}",
        "{'l':{'x':{'y':[1]}}}                        | {'l':{'x':[1]}}",
        "{'l':{'x':[1],'b':2}}                        | {'l':{'x':[1],'b':2}}",
        "{'l':{'b':2,'x':[1]}}                        | {'l':{'b':2,'x':[1]}}",
        "{'l':[1]}                                    | {'l':[1]}"
      })
  void takesListsOutOfTheirWrappersInAnEnvelope(String answer, String payload) throws Exception {
    assertThat(payload(quoted("{'x_response':" + answer + "}"))).isEqualTo(quoted(payload));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {"{'l':{'x':[1]}}", "{'l':[{'x':[1]}]}", "{'l':[]}", "{'l':{}}", "{'l':[[1]]}"})
  void takesNoObjectForAWrapperInTheSimplifiedShape(String answer) throws Exception {
    assertThat(payload(quoted(answer))).isEqualTo(quoted(answer));
  }

  @Test
  void ignoresWhiteSpaceAroundTheEnvelopeAndTheWrapper() throws Exception {
    String answer = "\r\n { 'x_response' : { 'l' : { 'x' : [ 1 , 2 ] } , 'request_id' : 'r' } } \n";
    assertThat(payload(quoted(answer)).replaceAll("\\s", "")).isEqualTo("{\"l\":[1,2]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'x_response':{'l':{'x':[1]}},'request_id':'r'}",
        "{'code':'0','x_response':{'l':{'x':[1]}}}",
        "{'code':'0','msg':null,'x_response':{'l':{'x':[1]}},'_trace_id_':'t','more':{'y':[2]}}",
        "{'request_id':'r','x_response':{'l':{'x':[1]},'request_id':'r'}}"
      })
  void takesMembersBesideTheEnvelopeForPartsOfTheFrame(String answer) throws Exception {
    assertThat(payload(quoted(answer))).isEqualTo(quoted("{'l':[1]}"));
    Response read = answer(quoted(answer), new ResponsePaths(), "1");
    assertThat(read.error()).isEmpty();
    assertThat(read.requestId()).isEqualTo(answer.contains("request_id") ? "r" : "");
  }

  /** A flat answer may have a member of such a name. */
  @ParameterizedTest
  @ValueSource(strings = {"{'a':{},'x_response':{'l':{'x':[1]}}}", "{'code':'0','x_response':1}"})
  void takesNoLaterMemberForAnEnvelope(String answer) throws Exception {
    assertThat(payload(quoted(answer))).isEqualTo(quoted(answer));
  }

  @Test
  void findsThePayloadAtOneOfSeveralPlaces() throws Exception {
    ResponsePaths paths =
        new ResponsePaths()
            .add(Want.PAYLOAD, "value | result.value")
            .add(Want.ORDER_ID, "value.id|result.value.id");
    for (String answer :
        new String[] {
          "{'value':{'id':7}}",
          "{'result':{'success':true,'value':{'id':7}}}",
          "{'x_response':{'result':{'success':true,'value':{'id':7}}}}"
        }) {
      Response read = answer(quoted(answer), paths, "7");
      assertThat(read.value(Want.PAYLOAD)).isEqualTo("present");
      assertThat(read.value(Want.ORDER_ID)).isEqualTo("7");
    }
    assertThat(answer(quoted("{'result':{'id':7}}"), paths, "7").value(Want.PAYLOAD)).isEmpty();
  }

  @Test
  void findsLinksInEitherShape() throws Exception {
    String simplified = "{'result':{'data':{'logistic_info_list':[{'ship_order_id':1},{}]}}}";
    String wrapped =
        "{'x_response':{'result':{'data':{'logistic_info_list':{'dto':[{'ship_order_id':1},{}]}}}}}";
    for (String answer : new String[] {simplified, wrapped}) {
      assertThat(answer(quoted(answer), Read.ORDER_INFO, "1").links()).containsExactly("1");
    }
  }

  @Test
  void countsAnEmptyLinkForNone() throws Exception {
    String answer =
        "{'result':{'data':{'logistic_info_list':["
            + "{'ship_order_id':''},{'ship_order_id':null},{'ship_order_id':' '}]}}}";
    assertThat(answer(quoted(answer), Read.ORDER_INFO, "1").links()).isEmpty();
  }

  private static String quoted(String json) {
    return json.replace('\'', '"');
  }
}
