using PupilSupport.Application.Common.Persistence;

namespace PupilSupport.Api.Http.Requests;

/// <summary>The version that an optional If-Match asks for.</summary>
internal static class Expected
{
    public static int? Of(IfMatch? ifMatch) => ifMatch is null ? null : ifMatch.Any ? Preconditions.AnyVersion : ifMatch.Version;
}
