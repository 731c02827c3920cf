using System.Text.RegularExpressions;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Policies;

namespace PupilSupport.Application.Documents;

/// <summary>How a school's documents look. The policy of the day of issue holds.</summary>
public sealed partial record DocumentPolicy : IPolicy<DocumentPolicy>
{
    public static PolicyHead Head { get; } = new("documents", "Look of issued documents", "The school's choice.");

    /// <summary>
    /// Where the school's logo is, an https address of plain characters; empty for none. Whoever opens a page on a screen fetches it
    /// from there, so it should be the school's own site. Source: the school's choice.
    /// </summary>
    [Text(300)]
    public string LogoUrl { get; init; } = "";

    public Error? Refusal() => LogoUrl.Length == 0 || Plain().IsMatch(LogoUrl) ? null : DocumentErrors.LogoUrl.At("/logoUrl");

    /// <summary>Nothing that could end an attribute or a source list of a policy.</summary>
    [GeneratedRegex(@"\Ahttps://[a-z0-9.-]{1,200}(:[0-9]{1,5})?/[A-Za-z0-9._~/-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
