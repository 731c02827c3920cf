using System.Diagnostics;

namespace PupilSupport.Api.Links;

/// <summary>The path of a link holds its secret. No log of ours names paths; traces do, so there it is cut short.</summary>
internal static class LinkPrivacy
{
    private const string Shown = LinkSecrets.Path + "/-";

    private static readonly string[] Tags = ["url.path", "http.target", "http.url", "url.full"];

    public static IApplicationBuilder UseLinkPrivacy(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var activity = context.Request.Path.StartsWithSegments(LinkSecrets.Path) ? Activity.Current : null;
        Hide(activity);
        await next(context);
        Hide(activity);
    });

    private static void Hide(Activity? activity)
    {
        if (activity is null)
        {
            return;
        }

        foreach (var tag in Tags.Where(t => activity.GetTagItem(t) is not null).ToList())
        {
            activity.SetTag(tag, Shown);
        }

        if (activity.DisplayName.Contains(LinkSecrets.Path + "/", StringComparison.Ordinal))
        {
            activity.DisplayName = Shown;
        }
    }
}
