using Microsoft.OpenApi;

namespace PupilSupport.Api.OpenApi;

/// <summary>What the contract says before its first operation.</summary>
internal static class ContractInfo
{
    private const string Text = """
        Pupil support for multi-academy trusts: the roster, support sessions, the chronology and the audit.

        **Access.** Ask `POST /oauth/token` for a token by client credentials; it lasts ten minutes. Each operation names the scope that it needs.

        **Refusals** are RFC 9457 problems with a stable `code`: 400 means that this document refuses the request, 422 that a rule of the domain does. A record out of your reach answers 404, as one that does not exist. 414, 431 and a request line that cannot be parsed come from the server itself, without a body.

        **Writing.** Send `Idempotency-Key` with POST and PATCH: the same request with the same key is answered again, not done again. Send `If-Match` with the ETag that you read. `validateOnly=true` does everything but keep it.

        **Reading.** Lists are pages by cursor. `fields=id,name` answers with these members only. A `+` in a query's offset is written `%2B`. Whole numbers are digits only: `30.0` is refused.

        **Change.** Within `/v1` members and codes are only added. Treat the codes in answers as a list that can grow.
        """;

    public static OpenApiInfo Create() => new()
    {
        Title = "PupilSupport API",
        Version = Contract.Version,
        Description = Text.ReplaceLineEndings("\n"),
        Contact = new OpenApiContact { Name = "PupilSupport", Email = "support@pupilsupport.example.org", Url = new Uri("https://pupilsupport.example.org/support") },
        License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" },
    };
}
