using Microsoft.Extensions.DependencyInjection;

namespace PupilSupport.Application.Recognitions;

internal static class RecognitionServices
{
    public static IServiceCollection AddRecognitions(this IServiceCollection services) => services
        .AddScoped<RecognitionAccess>()
        .AddScoped<RecognitionCards>()
        .AddScoped<RecognitionLinks>()
        .AddScoped<RecognitionLoading>()
        .AddScoped<RecognitionAnswers>();
}
